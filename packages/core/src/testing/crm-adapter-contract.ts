import type { CrmAdapter, CrmDelivery } from '../crm/crm-adapter.js';
import { readCrmAnswer } from '../crm/crm-answers.js';
import { type CrmErrorKind, crmFaultOf } from '../crm/crm-error.js';
import { type CrmCallChanges, type CrmCallLog, callLogOf, changesBetween } from '../crm/crm-log.js';
import { newId } from '../shared/ids.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';
import { sampleRecord } from './storage-contract.js';

/** How the suite gets at a CRM. What is left out is not tried. */
export interface CrmAdapterHarness {
  readonly adapter: CrmAdapter;
  /** The entries that the CRM has for a call, each with the fields it shows. More than one is a double. */
  readonly stored?: ((callId: string) => Promise<readonly Readonly<Record<string, unknown>>[]>) | undefined;
  /** Changes the note of a call as a person in the CRM does. */
  readonly editNote?: ((callId: string, note: string) => Promise<void>) | undefined;
  /** Numbers the CRM knows for one customer, for several, and for nobody. */
  readonly numbers?: { readonly one: string; readonly several?: string; readonly nobody: string } | undefined;
  /** Makes the next request fail. */
  readonly failNext?: ((failure: 'down' | 'busy' | 'refused' | 'signed-out' | 'answer-lost') => void) | undefined;
  clear(): Promise<void>;
}

const callLog = (fields: Partial<CrmCallLog> = {}): CrmCallLog => ({ ...callLogOf(sampleRecord('', 0)), ...fields });

function deliveryOf(log: CrmCallLog, fields: Partial<CrmDelivery> = {}): CrmDelivery {
  const { revision = 1 } = fields;
  const changes: CrmCallChanges = changesBetween(undefined, log);
  const { signal } = new AbortController();
  return { idempotencyKey: `${log.id}:${revision}`, revision, changes, signal, ...fields };
}

async function failureOf(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** What every {@link CrmAdapter} promises. A method the adapter does not have is not asked for. */
export function crmAdapterContract(make: () => Promise<CrmAdapterHarness>): readonly ContractCase[] {
  const promise = caseWith(make, (harness) => harness.clear());
  return [...callCases(promise), ...failureCases(promise), ...customerCases(promise)];
}

type PromiseCase = (name: string, run: (harness: CrmAdapterHarness) => Promise<void>) => ContractCase;

async function upsert({ adapter }: CrmAdapterHarness, log: CrmCallLog, fields?: Partial<CrmDelivery>): Promise<string> {
  return readCrmAnswer('upsertCall', await adapter.upsertCall?.(log, deliveryOf(log, fields))).ref;
}

function callCases(promise: PromiseCase): readonly ContractCase[] {
  const calls: PromiseCase = (name, run) =>
    promise(name, async (harness) => {
      if (harness.adapter.upsertCall) await run(harness);
    });
  return [
    calls('stores a call once, however often it is sent', async (harness) => {
      const log = callLog();
      const first = await upsert(harness, log);
      const again = await upsert(harness, log);
      expectThat(first === again, 'the same ref for the same call', [first, again]);
      const entries = await harness.stored?.(log.id);
      expectThat(!entries || entries.length === 1, 'one entry', entries?.length);
    }),
    calls('stores a call once, also when its first answer got lost and it changed since', async (harness) => {
      if (!harness.failNext || !harness.stored) return;
      const log = callLog({ note: 'first' });
      harness.failNext('answer-lost');
      await failureOf(() => upsert(harness, log));
      const later = { ...log, note: 'second' };
      await upsert(harness, later, { revision: 2 });
      const entries = await harness.stored(log.id);
      expectThat(entries.length === 1, 'one entry', entries.length);
      expectThat(entries[0]?.note === 'second', 'the newer note', entries[0]?.note);
    }),
    calls('keeps two calls apart', async (harness) => {
      const refs = [await upsert(harness, callLog()), await upsert(harness, callLog())];
      expectThat(refs[0] !== refs[1], 'a ref of its own for each call', refs);
    }),
    calls('brings a later revision into the same entry', async (harness) => {
      const log = callLog();
      const ref = await upsert(harness, log);
      const noted = { ...log, note: 'Wants 25 seats', disposition: 'sale' };
      const changes = changesBetween(log, noted);
      expectThat((await upsert(harness, noted, { revision: 4, changes, ref })) === ref, 'the ref stays');
      const [entry] = (await harness.stored?.(log.id)) ?? [];
      expectThat(!harness.stored || entry?.note === 'Wants 25 seats', 'the note arrived', entry?.note);
    }),
    calls('never lets an older revision win', async (harness) => {
      const log = callLog({ note: 'new' });
      const ref = await upsert(harness, log, { revision: 5 });
      await failureOf(() => upsert(harness, { ...log, note: 'old' }, { revision: 3, changes: { note: 'old' }, ref }));
      const [entry] = (await harness.stored?.(log.id)) ?? [];
      expectThat(!harness.stored || entry?.note === 'new', 'the newer note stays', entry?.note);
    }),
    calls('leaves what a person edited in the CRM', async (harness) => {
      if (!harness.editNote || !harness.stored) return;
      const log = callLog({ note: 'by the agent' });
      const ref = await upsert(harness, log);
      await harness.editNote(log.id, 'by a person');
      await upsert(harness, { ...log, disposition: 'sale' }, { revision: 2, changes: { disposition: 'sale' }, ref });
      const [entry] = await harness.stored(log.id);
      expectThat(entry?.note === 'by a person', 'the edited note stays', entry?.note);
    }),
    calls('stores text as it is: any script, markup, formulas', async (harness) => {
      const note = '=SUM(A1) <img src=x onerror=alert(1)> 你好 \u202Eabc 👩‍💼\nзаметка';
      const log = callLog({ note });
      await upsert(harness, log);
      const [entry] = (await harness.stored?.(log.id)) ?? [];
      expectThat(!harness.stored || entry?.note === note, 'not a character is changed', entry?.note);
    }),
    calls('stops when it is told to', async (harness) => {
      const log = callLog();
      const failed = await failureOf(() => upsert(harness, log, { signal: AbortSignal.abort() }));
      expectThat(failed !== undefined, 'an aborted request rejects');
    }),
  ];
}

function failureCases(promise: PromiseCase): readonly ContractCase[] {
  const kinds = { down: 'later', busy: 'later', refused: 'refused', 'signed-out': 'signed-out' } as const;
  return (Object.entries(kinds) as [keyof typeof kinds, CrmErrorKind][]).map(([failure, kind]) =>
    promise(`tells a CRM that is ${failure} as "${kind}"`, async (harness) => {
      if (!harness.failNext || !harness.adapter.upsertCall) return;
      harness.failNext(failure);
      const failed = await failureOf(() => upsert(harness, callLog()));
      expectThat(failed !== undefined, 'a failure rejects');
      const fault = crmFaultOf(failed);
      expectThat(fault.kind === kind, `it is "${kind}"`, fault.kind);
      if (failure === 'busy') expectThat((fault.retryAfterMs ?? 0) > 0, 'Retry-After is handed on', fault);
    }),
  );
}

function customerCases(promise: PromiseCase): readonly ContractCase[] {
  const { signal } = new AbortController();
  const matched = async ({ adapter }: CrmAdapterHarness, numbers: readonly string[]) => {
    const answer = readCrmAnswer('matchCustomers', await adapter.matchCustomers?.(numbers, signal));
    return new Map(answer.map(({ number, customers }) => [number, customers]));
  };
  const matching: PromiseCase = (name, run) =>
    promise(name, async (harness) => {
      if (harness.adapter.matchCustomers && harness.numbers) await run(harness);
    });
  return [
    matching('says who is behind a number, and who is not', async (harness) => {
      const { one = '', nobody = '' } = harness.numbers ?? {};
      const found = await matched(harness, [one, nobody]);
      expectThat(found.get(one)?.length === 1, 'one customer', found.get(one)?.length);
      expectThat((found.get(nobody) ?? []).length === 0, 'nobody for an unknown number');
    }),
    matching('names all customers of a number and guesses none', async (harness) => {
      const { several } = harness.numbers ?? {};
      if (several === undefined) return;
      const count = (await matched(harness, [several])).get(several)?.length ?? 0;
      expectThat(count > 1, 'several customers', count);
    }),
    matching('answers fifty numbers in one question', async (harness) => {
      const { one = '' } = harness.numbers ?? {};
      const many = [one, ...Array.from({ length: 49 }, (_, index) => `+1202555${String(1_000 + index)}`)];
      expectThat((await matched(harness, many)).get(one)?.length === 1, 'the known one is found among them');
    }),
    promise('finds no customer by a text nobody has', async ({ adapter }) => {
      if (!adapter.searchCustomers) return;
      const found = readCrmAnswer('searchCustomers', await adapter.searchCustomers(newId(), signal));
      expectThat(found.length === 0, 'nobody', found.length);
    }),
    promise('lists results whose ids differ', async ({ adapter }) => {
      if (!adapter.listDispositions) return;
      const ids = readCrmAnswer('listDispositions', await adapter.listDispositions(signal)).map(({ id }) => id);
      expectThat(new Set(ids).size === ids.length, 'each id once', ids);
    }),
  ];
}
