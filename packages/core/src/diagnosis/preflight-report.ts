import type { DialerErrorCode } from '../error-catalogue.js';

/** What is looked at, in this order. */
export type PreflightCheckName = 'microphone' | 'output' | 'server' | 'registration' | 'ice' | 'relay' | 'loopback';

/**
 * - `passed`
 * - `warned`: works, but not as well as it should
 * - `failed`
 * - `skipped`: nothing to look at, such as `relay` without a TURN server, or an earlier check failed
 * - `unknown`: it could not be looked at
 */
export type PreflightStatus = 'passed' | 'warned' | 'failed' | 'skipped' | 'unknown';

export interface PreflightCheck {
  readonly name: PreflightCheckName;
  readonly status: PreflightStatus;
  /** Why it did not pass. Stands in the catalogue of errors; never renamed. */
  readonly code?: DialerErrorCode | undefined;
  /** Whole milliseconds it took. */
  readonly ms: number;
  /** Estimated mean opinion score of the loopback call, 1 to 4.41, one decimal. */
  readonly mos?: number | undefined;
}

/**
 * - `ready`: every check passed or had nothing to look at
 * - `degraded`: calls work, but something is not as it should be
 * - `blocked`: no call can be made or heard
 * - `permission-denied`: the microphone is not allowed, which only the user can change
 * - `inconclusive`: nothing failed, but something needed could not be looked at
 */
export type PreflightVerdict = 'ready' | 'degraded' | 'blocked' | 'permission-denied' | 'inconclusive';

export interface PreflightReport {
  readonly verdict: PreflightVerdict;
  readonly checks: readonly PreflightCheck[];
}

/** Without these there is no call. */
const needed: readonly PreflightCheckName[] = ['microphone', 'server', 'registration', 'ice', 'loopback'];

export function verdictOf(checks: readonly PreflightCheck[]): PreflightVerdict {
  const some = (status: PreflightStatus, names = needed) =>
    checks.some((check) => check.status === status && names.includes(check.name));
  if (checks.some(({ name, code }) => name === 'microphone' && code === 'microphone-denied'))
    return 'permission-denied';
  if (some('failed')) return 'blocked';
  if (some('unknown')) return 'inconclusive';
  return checks.every(({ status }) => status === 'passed' || status === 'skipped') ? 'ready' : 'degraded';
}
