import type { AttemptOutcome } from './attempt.js';

const byCode: Readonly<Record<number, AttemptOutcome>> = {
  403: 'blocked',
  404: 'invalid',
  408: 'no-answer',
  410: 'invalid',
  480: 'no-answer',
  484: 'invalid',
  486: 'busy',
  487: 'no-answer',
  600: 'busy',
  603: 'declined',
  604: 'invalid',
};

/**
 * What the final answer to an INVITE means for the lead (RFC 3261 section 21). 5xx and what nobody knows mean that the
 * network had no room; a 487 is our own CANCEL: by the ring time-out unless `byAgent`.
 */
export function outcomeOfSip(code: number, byAgent = false): AttemptOutcome {
  if (code === 487 && byAgent) return 'cancelled';
  return byCode[code] ?? (code >= 400 && code < 500 ? 'no-answer' : 'congestion');
}
