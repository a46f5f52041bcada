import { DialerError } from '../errors.js';
import type { SkipReason } from './dial-queue-options.js';

/** @throws DialerError `skip-reason-unknown` */
export function checkSkipReason(reasons: readonly SkipReason[], reason: string): void {
  if (reasons.some(({ id }) => id === reason)) return;
  const known = reasons.map(({ id }) => id).join(', ');
  throw new DialerError('skip-reason-unknown', `reason: got "${reason}"; pass one of ${known}.`);
}
