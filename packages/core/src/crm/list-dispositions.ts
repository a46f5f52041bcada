import { type Clock, systemClock } from '../shared/clock.js';
import type { Disposition } from '../wrap-up/wrap-up-state.js';
import { askCrm } from './ask-crm.js';
import type { CrmAdapter } from './crm-adapter.js';
import { readCrmAnswer } from './crm-answers.js';

const limitMs = 10_000;

/**
 * The results the CRM knows, for the `dispositions` option of `createDialer`.
 *
 * @returns `undefined` when the CRM names none
 * @throws CrmError when the CRM fails or keeps silent for ten seconds; DialerError `crm-answer-invalid`
 */
export async function listCrmDispositions(
  adapter: CrmAdapter,
  {
    clock = systemClock,
    signal,
  }: { readonly clock?: Clock | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<readonly Disposition[] | undefined> {
  const list = adapter.listDispositions;
  if (!list) return undefined;
  const dispositions = readCrmAnswer(
    'listDispositions',
    await askCrm((limit) => list.call(adapter, limit), { clock, limitMs, signal }),
  );
  return dispositions.length > 0 ? dispositions : undefined;
}
