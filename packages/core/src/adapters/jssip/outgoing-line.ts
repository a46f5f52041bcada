import { isDialerError } from '../../errors.js';
import type { DialOptions, LineTicket } from '../../phone/phone.js';
import { failedEnd } from './call-end.js';
import { headerLinesOf, targetOf } from './call-request.js';
import type { JsSipEnd, JsSipSession, JsSipUa } from './jssip-surface.js';
import type { LineContext } from './line-core.js';
import { createLiveLine, type LiveLine } from './live-line.js';
import { pcConfigOf } from './pc-config.js';

export interface OutgoingOptions {
  readonly number: string;
  readonly dialOptions: DialOptions;
  /** The line of another page whose place this one takes. */
  readonly replaces?: LineTicket | undefined;
  readonly context: LineContext;
  /** The user agent when the call may be sent, `undefined` while not connected. */
  readonly ua: () => JsSipUa | undefined;
}

/** Dials. Everything that goes wrong arrives as the line's end. */
export function dialLine({ number, dialOptions, replaces, context, ua }: OutgoingOptions): LiveLine {
  const live = createLiveLine({ direction: 'outgoing', remote: { number }, context, answer: () => {} });
  // Two microtasks: whoever awaits once before listening misses nothing.
  void Promise.resolve()
    .then(() => {})
    .then(() => start());

  async function start(): Promise<void> {
    if (live.ended) return;
    try {
      await send();
    } catch (error) {
      const code = isDialerError(error) ? error.code : 'media-failed';
      live.end(failedEnd(code, error instanceof Error ? error.message : String(error)));
    }
  }

  async function send(): Promise<void> {
    const host = hostOf(context.options.uri);
    const target = replaces ? replaces.target : targetOf(number, host);
    const extraHeaders = replaces ? ((await replacing)?.headerLines ?? []) : headerLinesOf(dialOptions, host);
    if (ua() === undefined) return notConnected();
    if (globalThis.window?.RTCPeerConnection === undefined) {
      return live.end(failedEnd('webrtc-unsupported', 'RTCPeerConnection is missing.'));
    }
    const mediaStream = await live.openMicrophone();
    if (mediaStream === undefined) return;
    const agent = ua();
    if (agent === undefined) return notConnected();
    const invite = (more: readonly string[]) => {
      // JsSIP works on from the next microtask, so following the session right after `call` misses nothing.
      const session = context.lend(() =>
        agent.call(target, {
          mediaStream,
          pcConfig: pcConfigOf(context.options),
          extraHeaders: [...extraHeaders, ...more],
          eventHandlers: { peerconnection: ({ peerconnection }) => live.attachConnection(peerconnection) },
        }),
      );
      live.attach(agent, session);
      return session._request;
    };
    let refused: JsSipSession['_request'] | undefined = invite([]);
    live.orElse(({ message }) => {
      const longer = timerLinesOf(message);
      if (refused === undefined || longer.length === 0) return false;
      continueCall(invite(longer), refused);
      refused = undefined;
      return true;
    });
  }

  // Rare, so loaded when it is wanted.
  const replacing =
    replaces && import('./replacing.js').then(({ stepIn }) => stepIn(replaces, live, context.options.clock));
  replacing?.catch(() => {});

  const notConnected = () => live.end(failedEnd('not-connected', 'The phone is not connected.'));
  return live;
}

/** Host and port of an address such as `sip:1001@pbx.example:5070;transport=ws`. */
export const hostOf = (uri: string): string => uri.replace(/^[^@]*@/, '').replace(/[;?].*$/, '');

/**
 * What a server that answered 422 wants to read (RFC 4028 section 7.4): a session timer no shorter than its own.
 * We ask for none, but some servers insist. The far end refreshes: a refresh of ours that fails would end the call.
 */
function timerLinesOf(message: JsSipEnd['message']): readonly string[] {
  if (typeof message !== 'object' || message?.status_code !== 422) return [];
  const seconds = /^\s*(\d{1,6})/.exec(message.getHeader('Min-SE') ?? '')?.[1];
  return seconds === undefined ? [] : [`Session-Expires: ${seconds};refresher=uas`, `Min-SE: ${seconds}`];
}

/** The next request of the same call, not another call: it has not left yet. */
function continueCall(next: JsSipSession['_request'], { call_id, cseq }: JsSipSession['_request']): void {
  next.call_id = call_id;
  next.cseq = cseq + 1;
  next.setHeader('call-id', call_id);
  next.setHeader('cseq', `${next.cseq} INVITE`);
}
