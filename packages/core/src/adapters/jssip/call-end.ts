import type { CallEnd, EndReason } from '../../calls/call-state.js';
import type { DialerErrorCode } from '../../errors.js';
import type { JsSipEnd } from './jssip-surface.js';
import { plainText } from './plain-text.js';

/** What the line knows when JsSIP says that the call is over. */
export interface EndContext {
  readonly direction: 'outgoing' | 'incoming';
  readonly answered: boolean;
  readonly rang: boolean;
}

/** An end for a reason that is not an ordinary outcome. */
export const failedEnd = (code: DialerErrorCode, message: string, sip?: CallEnd['sip']): CallEnd => ({
  reason: 'failed',
  by: 'system',
  ...(sip === undefined ? {} : { sip }),
  error: Object.freeze({ code, message }),
});

/** Translates how JsSIP says that a call ended. The SIP code decides; JsSIP's cause is too coarse. */
export function endOf(event: JsSipEnd, context: EndContext): CallEnd {
  if (context.answered) return endOfTalk(event);
  return context.direction === 'outgoing' ? endOfDialing(event, context) : endOfRinging(event);
}

function endOfTalk({ originator, cause }: JsSipEnd): CallEnd {
  if (cause === 'No ACK') return failedEnd('call-timeout', 'The far end never confirmed the answer.');
  return { reason: 'hung-up', by: originator };
}

function endOfDialing({ message, cause }: JsSipEnd, { rang }: EndContext): CallEnd {
  const code = typeof message === 'object' ? message?.status_code : undefined;
  if (code === undefined) {
    if (cause === 'WebRTC Error')
      return failedEnd('media-failed', 'The browser could not describe the audio of the call.');
    return failedEnd('connection-lost', 'The connection to the server broke while dialing.');
  }
  const phrase = plainText((typeof message === 'object' && message?.reason_phrase) || '');
  if (code < 300)
    return failedEnd('media-incompatible', 'The far end answered without usable audio.', { code, phrase });
  const how = endOfCode(code, phrase, rang);
  return code < 400 ? { ...how, ...elsewhereOf(message) } : how;
}

/**
 * Where a 3xx sends us (RFC 3261 section 21.3). Told, never followed: whoever is called must not decide whom
 * this account pays for.
 */
function elsewhereOf(message: JsSipEnd['message']): Pick<CallEnd, 'redirectedTo'> {
  const contact = (typeof message === 'object' && message?.getHeader('Contact')) || '';
  const [, user] = /(?:sips?|tel):([^@;>,\s]{1,128})/i.exec(contact) ?? [];
  return user === undefined ? {} : { redirectedTo: plainText(user) };
}

function endOfRinging({ originator, message, cause }: JsSipEnd): CallEnd {
  if (originator === 'remote') {
    const reason = typeof message === 'object' ? (message?.getHeader('Reason') ?? '') : '';
    return { reason: isTakenElsewhere(reason) ? 'answered-elsewhere' : 'cancelled', by: 'remote' };
  }
  if (cause === 'No Answer' || cause === 'Expires') return { reason: 'no-answer', by: 'system' };
  if (cause === 'Connection Error') return failedEnd('connection-lost', 'The connection to the server broke.');
  if (cause === 'WebRTC Error')
    return failedEnd('media-incompatible', "The caller's audio description cannot be used.");
  return failedEnd('media-failed', 'The browser could not open the audio of the call.');
}

/** RFC 3326: `SIP ;cause=200`, or the words when a server leaves the code out. */
const isTakenElsewhere = (reason: string) =>
  /^\s*SIP\b.*;\s*cause\s*=\s*200\b/i.test(reason) || /completed elsewhere/i.test(reason);

const outcomes: Readonly<Record<number, EndReason>> = {
  403: 'declined',
  404: 'not-found',
  408: 'no-answer',
  410: 'unavailable',
  480: 'unavailable',
  484: 'not-found',
  486: 'busy',
  487: 'cancelled',
  600: 'busy',
  603: 'declined',
  604: 'not-found',
};

const failures: Readonly<Record<number, DialerErrorCode>> = {
  401: 'call-unauthorized',
  407: 'call-unauthorized',
  488: 'media-incompatible',
  606: 'media-incompatible',
};

/** What a final SIP code of an outgoing call means. `rang`: the far end had rung before. */
export function endOfCode(code: number, phrase: string, rang: boolean): CallEnd {
  const sip = { code, phrase };
  const outcome = code === 480 && rang ? 'no-answer' : outcomes[code];
  if (outcome !== undefined) return { reason: outcome, by: byOf(outcome), sip };
  const error = failures[code] ?? (code >= 500 && code < 600 ? 'server-error' : 'call-rejected');
  return failedEnd(error, `The network answered SIP ${code}${phrase === '' ? '' : ` ${phrase}`}.`, sip);
}

const byOf = (reason: EndReason): CallEnd['by'] =>
  reason === 'busy' || reason === 'declined' || reason === 'no-answer' ? 'remote' : 'system';
