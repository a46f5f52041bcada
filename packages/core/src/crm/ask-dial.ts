import { type Clock, systemClock } from '../shared/clock.js';
import { askCrm } from './ask-crm.js';
import type { CrmAdapter } from './crm-adapter.js';
import { readCrmAnswer } from './crm-answers.js';
import { crmFaultOf } from './crm-error.js';
import type { DialCheckRequest, DialVerdict } from './dial-check.js';

export interface AskDialOptions {
  /** How long the CRM may think, milliseconds. @defaultValue 3000 */
  readonly limitMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** For tests. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/**
 * Asks the CRM whether a number may be called. A CRM that cannot check allows; one that is slow, broken or signed out,
 * or answers nonsense, warns with the code `crm-check-failed`: an agent can go on working while the CRM is down. Rules
 * that must hold even then belong into the compliance gate.
 *
 * @throws the reason of `signal` when it is aborted
 */
export async function askDial(
  adapter: CrmAdapter,
  request: DialCheckRequest,
  { limitMs = 3_000, signal, clock = systemClock }: AskDialOptions = {},
): Promise<DialVerdict> {
  const check = adapter.checkDial;
  if (!check) return { verdict: 'allow' };
  try {
    const answer = await askCrm((limit) => check.call(adapter, request, limit), { clock, limitMs, signal });
    return Object.freeze(readCrmAnswer('checkDial', answer));
  } catch (error) {
    signal?.throwIfAborted();
    return Object.freeze({ verdict: 'warn', code: 'crm-check-failed', text: crmFaultOf(error).error.message });
  }
}
