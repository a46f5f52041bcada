import type { CrmAdapter, CrmDelivery, CrmMatch, CrmReceipt, CrmRecordRef, OpenReason } from '../crm/crm-adapter.js';
import { CrmError } from '../crm/crm-error.js';
import type { CrmCallLog } from '../crm/crm-log.js';
import type { RecordingReceipt, RecordingUpload } from '../crm/crm-recording.js';
import type { TimelineEntry, TimelinePage } from '../crm/crm-timeline.js';
import type { CrmPageRequest, CrmWrite, CustomerChanges, CustomerPage, NewCustomer } from '../crm/customer-changes.js';
import type { DialCheckRequest, DialVerdict } from '../crm/dial-check.js';
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
  /** What it says to a number; `allow` for all others. */
  readonly verdicts = new Map<string, DialVerdict>();
  /** By customer, newest first. */
  readonly timelines = new Map<string, readonly TimelineEntry[]>();
  /** By the CRM's own id. */
  readonly recordings = new Map<string, RecordingUpload>();
  /** Calls for which this answers something fail that way, every time. */
  failFor: (log: CrmCallLog) => FakeCrmFailure | undefined = () => undefined;
  readonly calls = new Map<string, FakeCrmCall>();
  /** Every `upsertCall`, oldest first. */
  readonly requests: FakeCrmRequest[] = [];
  /** Every `matchCustomers`, oldest first. */
  readonly questions: (readonly string[])[] = [];
  readonly opened: { readonly ref: CrmRecordRef; readonly reason: OpenReason }[] = [];
  readonly #keys = new Set<string>();
  readonly #written = new Map<string, string>();
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
    const digits = (number: string) => number.replace(/[\s().-]/g, '');
    const has = (number: string) => (customer: Customer) =>
      customer.numbers.some((each) => digits(each.number) === digits(number));
    return numbers.map((number) => ({ number, customers: this.customers.filter(has(number)) }));
  }

  async searchCustomers(text: string, signal: AbortSignal): Promise<readonly Customer[]> {
    await this.#fail(this.#failures.shift(), signal);
    return this.#named(text).slice(0, 1_000);
  }

  #named(text: string): readonly Customer[] {
    return this.customers.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  }

  async listCustomers(
    { text = '', limit, cursor }: CrmPageRequest & { readonly text?: string | undefined },
    signal: AbortSignal,
  ): Promise<CustomerPage> {
    await this.#fail(this.#failures.shift(), signal);
    const { part, nextCursor } = pageOf(this.#named(text), { limit, cursor });
    return { customers: part, ...nextCursor };
  }

  async getCustomer(id: string, signal: AbortSignal): Promise<Customer | undefined> {
    await this.#fail(this.#failures.shift(), signal);
    return this.customers.find((customer) => customer.id === id);
  }

  async createCustomer(customer: NewCustomer, { idempotencyKey, signal }: CrmWrite): Promise<Customer> {
    await this.#fail(this.#failures.shift(), signal);
    const id = this.#written.get(idempotencyKey) ?? `customer-${this.customers.length + 1}`;
    const created = this.customers.find((each) => each.id === id) ?? { ...customer, id };
    if (!this.#written.has(idempotencyKey)) this.customers.push(created);
    this.#written.set(idempotencyKey, id);
    return created;
  }

  async updateCustomer(id: string, changes: CustomerChanges, { signal }: CrmWrite): Promise<Customer> {
    await this.#fail(this.#failures.shift(), signal);
    const index = this.customers.findIndex((customer) => customer.id === id);
    const old = this.customers[index];
    if (!old) throw Object.assign(new Error('No such customer'), { status: 404 });
    const kept = Object.entries({ ...old, ...changes }).filter(([, value]) => value !== null);
    const changed = Object.fromEntries(kept) as unknown as Customer;
    this.customers[index] = changed;
    return changed;
  }

  async checkDial({ number }: DialCheckRequest, signal: AbortSignal): Promise<DialVerdict> {
    await this.#fail(this.#failures.shift(), signal);
    return this.verdicts.get(number) ?? { verdict: 'allow' };
  }

  async uploadRecording(recording: RecordingUpload, { idempotencyKey, signal }: CrmWrite): Promise<RecordingReceipt> {
    await this.#fail(this.#failures.shift(), signal);
    const ref = this.#written.get(idempotencyKey) ?? `recording-${this.recordings.size + 1}`;
    this.#written.set(idempotencyKey, ref);
    this.recordings.set(ref, recording);
    return { ref };
  }

  async timeline(customerId: string, page: CrmPageRequest, signal: AbortSignal): Promise<TimelinePage> {
    await this.#fail(this.#failures.shift(), signal);
    const { part, nextCursor } = pageOf(this.timelines.get(customerId) ?? [], page);
    return { entries: part, ...nextCursor };
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

function pageOf<T>(all: readonly T[], { limit, cursor = '0' }: CrmPageRequest) {
  const start = Number(cursor);
  if (!Number.isSafeInteger(start)) throw Object.assign(new Error('No such page'), { status: 400 });
  const nextCursor = start + limit < all.length ? { nextCursor: String(start + limit) } : {};
  return { part: all.slice(start, start + limit), nextCursor };
}
