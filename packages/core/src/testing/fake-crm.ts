import type { CrmAdapter, CrmDelivery, CrmMatch, CrmReceipt, CrmRecordRef, OpenReason } from '../crm/crm-adapter.js';
import { CrmError } from '../crm/crm-error.js';
import type { CrmCallLog } from '../crm/crm-log.js';
import type { Customer } from '../customers/customer.js';
import type { Disposition } from '../wrap-up/wrap-up-state.js';

/** How the next request goes wrong. */
export type FakeCrmFailure =
  /** 500 */
  | 'down'
  /** 429 with `Retry-After` of a minute */
  | 'busy'
  /** 422: will never take it */
  | 'refused'
  /** 401 */
  | 'signed-out'
  /** No answer at all */
  | 'silent'
  /** It is stored, and the answer gets lost */
  | 'answer-lost'
  /** Stored, but answered with something else than a receipt */
  | 'nonsense';

/** One call as this CRM has it. */
export interface FakeCrmCall {
  readonly ref: string;
  readonly revision: number;
  readonly fields: Readonly<Partial<Record<keyof CrmCallLog, unknown>>>;
}

/** A request as it came in. */
export interface FakeCrmRequest {
  readonly log: CrmCallLog;
  readonly delivery: CrmDelivery;
}

/** A CRM in memory that fails on demand. It passes `crmAdapterContract`. */
export class FakeCrm implements CrmAdapter {
  customers: Customer[] = [];
  dispositions: Disposition[] = [];
  /** Calls for which this answers something fail that way, every time. */
  failFor: (log: CrmCallLog) => FakeCrmFailure | undefined = () => undefined;
  readonly calls = new Map<string, FakeCrmCall>();
  /** Every `upsertCall`, oldest first. */
  readonly requests: FakeCrmRequest[] = [];
  /** Every `matchCustomers`, oldest first. */
  readonly questions: (readonly string[])[] = [];
  readonly opened: { readonly ref: CrmRecordRef; readonly reason: OpenReason }[] = [];
  readonly #keys = new Set<string>();
  #failures: FakeCrmFailure[] = [];

  /** The next requests, of whatever kind, fail in this order. */
  failNext(...failures: readonly FakeCrmFailure[]): void {
    this.#failures.push(...failures);
  }

  /** What a person does in the CRM. */
  editAsUser(callId: string, fields: FakeCrmCall['fields']): void {
    const call = this.calls.get(callId);
    if (call) this.calls.set(callId, { ...call, fields: { ...call.fields, ...fields } });
  }

  async upsertCall(log: CrmCallLog, delivery: CrmDelivery): Promise<CrmReceipt> {
    this.requests.push({ log, delivery });
    const failure = this.failFor(log) ?? this.#failures.shift();
    if (failure !== 'answer-lost' && failure !== 'nonsense') await this.#fail(failure, delivery.signal);
    delivery.signal.throwIfAborted();
    const ref = this.#store(log, delivery);
    if (failure === 'answer-lost') throw new TypeError('Failed to fetch');
    return failure === 'nonsense' ? ({ id: 7 } as unknown as CrmReceipt) : { ref };
  }

  #store({ id }: CrmCallLog, { idempotencyKey, revision, changes }: CrmDelivery): string {
    const stored = this.calls.get(id);
    const ref = stored?.ref ?? `call-${this.calls.size + 1}`;
    if (this.#keys.has(idempotencyKey) || (stored && stored.revision >= revision)) return ref;
    this.#keys.add(idempotencyKey);
    this.calls.set(id, { ref, revision, fields: { ...stored?.fields, ...changes } });
    return ref;
  }

  async matchCustomers(numbers: readonly string[], signal: AbortSignal): Promise<readonly CrmMatch[]> {
    this.questions.push([...numbers]);
    await this.#fail(this.#failures.shift(), signal);
    const has = (number: string) => (customer: Customer) => customer.numbers.some((each) => each.number === number);
    return numbers.map((number) => ({ number, customers: this.customers.filter(has(number)) }));
  }

  async searchCustomers(text: string, signal: AbortSignal): Promise<readonly Customer[]> {
    await this.#fail(this.#failures.shift(), signal);
    return this.customers.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  }

  async openRecord(ref: CrmRecordRef, reason: OpenReason): Promise<void> {
    this.opened.push({ ref, reason });
  }

  async listDispositions(signal: AbortSignal): Promise<readonly Disposition[]> {
    await this.#fail(this.#failures.shift(), signal);
    return this.dispositions;
  }

  async #fail(failure: FakeCrmFailure | undefined, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    switch (failure) {
      case 'down':
        throw Object.assign(new Error('Internal Server Error'), { status: 500 });
      case 'busy':
        throw new CrmError('later', 'Too Many Requests', { retryAfterMs: 60_000 });
      case 'refused':
        throw Object.assign(new Error('The field "number" is too long'), { status: 422 });
      case 'signed-out':
        throw new CrmError('signed-out', 'The sign-in expired');
      case 'silent':
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
        return;
      case 'answer-lost':
      case 'nonsense':
        throw new TypeError('Failed to fetch');
      default:
    }
  }
}
