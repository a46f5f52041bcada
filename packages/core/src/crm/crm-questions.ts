import type { Customer } from '../customers/customer.js';
import { type Clock, systemClock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { askCrm } from './ask-crm.js';
import type { CrmDirectory } from './cached-directory.js';
import type { CrmAdapter } from './crm-adapter.js';
import { readCrmAnswer } from './crm-answers.js';
import { CrmError } from './crm-error.js';
import type { RecordingReceipt, RecordingUpload } from './crm-recording.js';
import type { TimelinePage } from './crm-timeline.js';
import type { CrmPageRequest, CustomerChanges, CustomerPage, NewCustomer } from './customer-changes.js';

/** Ends a question early. */
interface Ending {
  readonly signal?: AbortSignal | undefined;
}

/** Repeats a write: with the key of the try before, the CRM does it once. */
interface Repeatable extends Ending {
  /** @defaultValue a new one */
  readonly idempotencyKey?: string | undefined;
}

/**
 * What people ask of a CRM besides calls. Each answer is checked and waited for no longer than 10 seconds, a recording
 * no longer than 2 minutes. Everything here may reject, and nothing here touches a call.
 *
 * @throws CrmError `refused` when the adapter has no such method, `later` when the time is over, and whatever the
 * adapter throws; DialerError `crm-answer-invalid`
 */
export interface CrmQuestions {
  listCustomers(
    page?: Partial<CrmPageRequest> & { readonly text?: string | undefined } & Ending,
  ): Promise<CustomerPage>;
  getCustomer(id: string, options?: Ending): Promise<Customer | undefined>;
  /** Never called by the dialer itself. Its numbers are asked for anew at the next call. */
  createCustomer(customer: NewCustomer, options?: Repeatable): Promise<Customer>;
  updateCustomer(id: string, changes: CustomerChanges, options?: Repeatable): Promise<Customer>;
  /** @param page.limit @defaultValue 50 */
  timeline(customerId: string, page?: Partial<CrmPageRequest> & Ending): Promise<TimelinePage>;
  uploadRecording(recording: RecordingUpload, options?: Repeatable): Promise<RecordingReceipt>;
}

export interface CrmQuestionsOptions {
  /** Told to forget the numbers of a customer that was created or changed. */
  readonly directory?: Pick<CrmDirectory, 'forget'> | undefined;
  /** For tests. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

const questionMs = 10_000;
const recordingMs = 120_000;

/** {@link CrmQuestions} for an adapter. */
export function createCrmQuestions(
  adapter: CrmAdapter,
  { clock = systemClock, directory }: CrmQuestionsOptions = {},
): CrmQuestions {
  const ask = <T>(run: (signal: AbortSignal) => Promise<T> | undefined, signal?: AbortSignal, limitMs = questionMs) =>
    askCrm(async (limit) => (await run(limit)) ?? undefined, { clock, limitMs, signal });
  const writeOf = (signal: AbortSignal, idempotencyKey = newId()) => ({ idempotencyKey, signal });
  const known = (customer: Customer): Customer => {
    for (const { number } of customer.numbers) directory?.forget(number);
    return Object.freeze(customer);
  };
  const must = (method: keyof CrmQuestions & keyof CrmAdapter): void => {
    if (!adapter[method]) throw new CrmError('refused', `This CRM has no ${method}.`);
  };

  return {
    async listCustomers({ limit = 50, cursor, text, signal } = {}) {
      must('listCustomers');
      const page = { limit, ...(cursor === undefined ? {} : { cursor }), ...(text === undefined ? {} : { text }) };
      return readCrmAnswer('listCustomers', await ask((end) => adapter.listCustomers?.(page, end), signal));
    },
    async getCustomer(id, { signal } = {}) {
      must('getCustomer');
      return readCrmAnswer('getCustomer', await ask((end) => adapter.getCustomer?.(id, end), signal));
    },
    async createCustomer(customer, { idempotencyKey, signal } = {}) {
      must('createCustomer');
      const create = (end: AbortSignal) => adapter.createCustomer?.(customer, writeOf(end, idempotencyKey));
      return known(readCrmAnswer('createCustomer', await ask(create, signal)));
    },
    async updateCustomer(id, changes, { idempotencyKey, signal } = {}) {
      must('updateCustomer');
      const update = (end: AbortSignal) => adapter.updateCustomer?.(id, changes, writeOf(end, idempotencyKey));
      return known(readCrmAnswer('updateCustomer', await ask(update, signal)));
    },
    async timeline(customerId, { limit = 50, cursor, signal } = {}) {
      must('timeline');
      const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
      return readCrmAnswer('timeline', await ask((end) => adapter.timeline?.(customerId, page, end), signal));
    },
    async uploadRecording(recording, { idempotencyKey = `recording:${recording.callId}`, signal } = {}) {
      must('uploadRecording');
      const upload = (end: AbortSignal) => adapter.uploadRecording?.(recording, writeOf(end, idempotencyKey));
      return readCrmAnswer('uploadRecording', await ask(upload, signal, recordingMs));
    },
  };
}
