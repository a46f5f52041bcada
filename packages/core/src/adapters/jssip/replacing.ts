import { DialerError } from '../../errors.js';
import type { LineTicket } from '../../phone/phone.js';
import type { Clock } from '../../shared/clock.js';
import { failedEnd } from './call-end.js';
import type { LiveLine } from './live-line.js';

/** Milliseconds: some telephones ring by rote before they step into a call. */
const ringMs = 1_000;

/**
 * Lets a line take the place of another one (RFC 3891). The tags are those that the far end knows. Whoever does not know
 * Replaces has to refuse (420) instead of ringing (RFC 3261 section 20.32); who goes on ringing calls the customer a
 * second time, and is cancelled.
 * @throws DialerError `header-invalid`
 */
export function stepIn(
  { callId, localTag, remoteTag, target }: LineTicket,
  live: LiveLine,
  clock: Clock,
): { readonly headerLines: readonly string[] } {
  const clean = [callId, localTag, remoteTag, target].every((part) => /^[^\s;,]{1,512}$/.test(part));
  if (!clean) throw new DialerError('header-invalid', 'What is stored of the interrupted call is damaged.');
  const why = 'The far end would have rung anew: it does not know Replaces (RFC 3891).';
  const stillRings = () => live.early && live.end(failedEnd('call-not-resumed', why));
  live.line.signals(({ type }) => type === 'ringing' && clock.after(ringMs, stillRings));
  return { headerLines: [`Replaces: ${callId};to-tag=${remoteTag};from-tag=${localTag}`, 'Require: replaces'] };
}
