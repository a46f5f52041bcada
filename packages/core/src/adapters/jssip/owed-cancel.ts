import type { JsSipSession, JsSipUa } from './jssip-surface.js';
import type { LineCore } from './line-core.js';

/**
 * JsSIP gives up an INVITE whose connection broke. Without a CANCEL over the next connection
 * the far end would ring on until somebody answers to nobody.
 */
export function oweCancel(core: LineCore, ua: JsSipUa, session: JsSipSession): void {
  session.on('failed', ({ message }) => {
    const invite = session._request;
    const via = invite.getHeader('via');
    if (message !== null || via === undefined || core.context.online()) return;
    core.context.whenOnline(() => ua.transport.send(cancelOf(invite, via)));
  });
}

/** RFC 3261 section 9.1: the Via of the INVITE, and what identifies it. */
const cancelOf = (invite: JsSipSession['_request'], via: string): string =>
  [
    `CANCEL ${invite.ruri} SIP/2.0`,
    `Via: ${via}`,
    'Max-Forwards: 69',
    `To: ${invite.getHeader('to')}`,
    `From: ${invite.getHeader('from')}`,
    `Call-ID: ${invite.call_id}`,
    `CSeq: ${invite.cseq} CANCEL`,
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n');
