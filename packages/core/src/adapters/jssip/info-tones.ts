import { DialerError } from '../../errors.js';
import type { LineCore } from './line-core.js';
import { gapMs, pauseMs, toneMs } from './tones.js';

/**
 * Sends digits as SIP INFO (RFC 6086, the older way with `application/dtmf-relay`), each after the answer to the one
 * before. The message is made here: JsSIP ends the whole call for one that goes unanswered.
 * @throws DialerError `tones-unavailable`, `call-not-active`
 */
export async function sendInfoTones(core: LineCore, tones: string): Promise<void> {
  const { clock } = core.context.options;
  for (const tone of tones.toUpperCase()) {
    if (tone !== ',') await sendTone(core, tone);
    await new Promise<void>((resolve) => void clock.after(tone === ',' ? pauseMs : toneMs + gapMs, resolve));
  }
}

function sendTone(core: LineCore, tone: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const dialog = core.session?._dialog;
    const gone = () => reject(new DialerError('call-not-active', 'The call ended meanwhile.'));
    if (core.phase !== 'active' || !dialog) return gone();
    const refused = (why: string) => () =>
      reject(new DialerError('tones-unavailable', `The digit ${tone} did not arrive: ${why}.`));
    core.cleanups.push(gone);
    dialog.sendRequest('INFO', {
      extraHeaders: ['Content-Type: application/dtmf-relay'],
      body: `Signal=${tone}\r\nDuration=${toneMs}\r\n`,
      eventHandlers: {
        onSuccessResponse: resolve,
        onErrorResponse: ({ status_code }) => refused(`SIP ${status_code}`)(),
        onDialogError: ({ status_code }) => refused(`SIP ${status_code}`)(),
        onRequestTimeout: refused('no answer'),
        onTransportError: refused('the connection is down'),
      },
    });
  });
}
