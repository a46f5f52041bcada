import type { CrmAdapter, CrmCapability, CrmDelivery } from '../../crm/crm-adapter.js';
import { readCrmAnswer } from '../../crm/crm-answers.js';
import { type CrmCallLog, callLogOf, changesBetween } from '../../crm/crm-log.js';
import type { NewCustomer } from '../../crm/customer-changes.js';
import { expectThat } from '../contract.js';
import { sampleRecord } from '../storage-contract.js';

/** How a harness can make a request fail; `silent`: no answer at all, `answer-lost`: it is stored, and nobody is told. */
export type CrmHarnessFailure = 'down' | 'busy' | 'refused' | 'signed-out' | 'answer-lost' | 'silent';

/** How the checks get at a CRM. What is left out is not tried. */
export interface CrmAdapterHarness {
  readonly adapter: CrmAdapter;
  /** The entries that the CRM has for a call, each with the fields it shows. More than one is a double. */
  readonly stored?: ((callId: string) => Promise<readonly Readonly<Record<string, unknown>>[]>) | undefined;
  /** Changes the note of a call as a person in the CRM does. */
  readonly editNote?: ((callId: string, note: string) => Promise<void>) | undefined;
  /** Numbers the CRM knows for one customer, for several, and for nobody; and the one written in other ways. */
  readonly numbers?:
    | {
        readonly one: string;
        readonly several?: string;
        readonly nobody: string;
        readonly written?: readonly string[];
      }
    | undefined;
  /** Makes the next request fail. `silent`: it gets no answer at all. */
  readonly failNext?: ((failure: CrmHarnessFailure) => void) | undefined;
  /** Which failures {@link failNext} can bring about. @defaultValue all */
  readonly failures?: readonly CrmHarnessFailure[] | undefined;
  /** Puts customers into the CRM behind the adapter's back. */
  readonly addCustomers?: ((customers: readonly NewCustomer[]) => Promise<void>) | undefined;
  /** Numbers whose calls the CRM allows, warns of, and blocks. */
  readonly dial?: { readonly allow: string; readonly warn?: string; readonly block?: string } | undefined;
  /** A customer with a timeline of so many entries, at least three. */
  readonly timeline?: { readonly customerId: string; readonly count: number } | undefined;
  /** The recordings the CRM has of a call. */
  readonly recordings?: ((callId: string) => Promise<readonly { readonly bytes: number }[]>) | undefined;
  /** What the CRM cannot hold, as its documentation says. */
  readonly limits?: { readonly noteCharacters?: number | undefined } | undefined;
  clear(): Promise<void>;
}

/** One promise of the CRM port. */
export interface CrmCheck {
  /** Stable: reports of different days and vendors can be laid side by side. */
  readonly id: string;
  readonly title: string;
  /** What to do in an adapter that fails it. */
  readonly cure: string;
  /** Without one of these methods the check does not apply. */
  readonly methods: readonly CrmCapability[];
  /** Without one of these in the harness it cannot be tried. */
  readonly needs: readonly (keyof CrmAdapterHarness)[];
  /** The failure it makes happen. */
  readonly failure?: CrmHarnessFailure | undefined;
  /** @throws Error saying what was promised and what was seen */
  run(harness: Ready): Promise<void>;
}

/** A harness in which everything is there: what a check names in `methods` and `needs` is; it asks for nothing else. */
export type Ready = Omit<
  { readonly [Part in keyof CrmAdapterHarness]-?: NonNullable<CrmAdapterHarness[Part]> },
  'adapter'
> & {
  readonly adapter: Required<CrmAdapter>;
  /** For all requests of the check. */
  readonly signal: AbortSignal;
};

/** Why a check is not run; `undefined` when it is. */
export function reasonToSkip({ methods, needs, failure }: CrmCheck, harness: CrmAdapterHarness): string | undefined {
  const method = methods.find((each) => !harness.adapter[each]);
  if (method) return `The adapter has no ${method}.`;
  const need = needs.find((each) => harness[each] === undefined);
  if (need) return `The harness has no ${need}.`;
  const impossible = failure && harness.failures && !harness.failures.includes(failure);
  return impossible ? `The harness cannot bring about "${failure}".` : undefined;
}

/** Runs a check that applies. */
export function runCheck(check: CrmCheck, harness: CrmAdapterHarness): Promise<void> {
  // What the check names is there; what it does not name it does not touch.
  return check.run({ ...harness, signal: new AbortController().signal } as Ready);
}

/** A finished call as the dialer tells it. */
export const callLog = (fields: Partial<CrmCallLog> = {}): CrmCallLog => ({
  ...callLogOf(sampleRecord('', 0)),
  ...fields,
});

export function deliveryOf(log: CrmCallLog, fields: Partial<CrmDelivery> = {}): CrmDelivery {
  const { revision = 1 } = fields;
  const { signal } = new AbortController();
  const changes = changesBetween(undefined, log);
  return { idempotencyKey: `${log.id}:${revision}`, revision, changes, signal, ...fields };
}

/** Stores a call, with an answer that was checked. @returns its ref */
export async function upsert(
  { adapter }: Pick<Ready, 'adapter'>,
  log: CrmCallLog,
  fields?: Partial<CrmDelivery>,
): Promise<string> {
  return readCrmAnswer('upsertCall', await adapter.upsertCall(log, deliveryOf(log, fields))).ref;
}

/** The one entry of a call. */
export async function entryOf(
  { stored }: Pick<Ready, 'stored'>,
  callId: string,
): Promise<Readonly<Record<string, unknown>>> {
  const entries = await stored(callId);
  const [entry = {}] = entries;
  expectThat(entries.length === 1, 'the CRM has one entry for the call', entries.length);
  return entry;
}

/** What `run` throws or rejects with; `undefined` when it does neither. */
export async function failureOf(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error ?? new Error('nothing');
  }
  return undefined;
}

/** That an aborted request ends soon, by rejecting. */
export async function expectToStop(ask: (signal: AbortSignal) => unknown): Promise<void> {
  expectThat((await failureOf(() => ask(AbortSignal.abort()))) !== undefined, 'a request aborted beforehand rejects');
}

/** Text that breaks what handles it carelessly. */
export const hostileText =
  "=SUM(A1) <img src=x onerror=alert(1)> '; DROP TABLE calls;-- {{7*7}} $(x) %s 你好 \u202Eabc\u202C 👩‍💼 e\u0301 \nзаметка\tمرحبا";
