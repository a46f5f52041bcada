import type { Customer } from '../customers/customer.js';
import type { Disposition } from '../wrap-up/wrap-up-state.js';
import type { CrmCallChanges, CrmCallLog } from './crm-log.js';
import type { RecordingReceipt, RecordingUpload } from './crm-recording.js';
import type { TimelinePage } from './crm-timeline.js';
import type { CrmPageRequest, CrmWrite, CustomerChanges, CustomerPage, NewCustomer } from './customer-changes.js';
import type { DialCheckRequest, DialVerdict } from './dial-check.js';

/**
 * PORT. What the dialer wants from a CRM. Every method is optional: what an adapter has is what it can do.
 * A slow, broken or signed-out CRM never touches a call. Failures are thrown as {@link CrmError}, or as anything
 * that carries an HTTP `status`; what cannot be told apart is tried again later.
 * `crmAdapterContract` in `@dialdeck/core/testing` is the suite every adapter passes.
 */
export interface CrmAdapter {
  /** Who is behind these numbers: at most 50 in one question, each asked for once. A number without an answer is unknown. */
  matchCustomers?(numbers: readonly string[], signal: AbortSignal): Promise<readonly CrmMatch[]>;
  /** Finds customers by what an agent types. Best match first. */
  searchCustomers?(text: string, signal: AbortSignal): Promise<readonly Customer[]>;
  /** Goes through all customers, page by page: each once. @param page.text only those that `searchCustomers` would find */
  listCustomers?(
    page: CrmPageRequest & { readonly text?: string | undefined },
    signal: AbortSignal,
  ): Promise<CustomerPage>;
  /** One customer by the CRM's id; `undefined` when there is none. */
  getCustomer?(id: string, signal: AbortSignal): Promise<Customer | undefined>;
  /** Only ever asked for by a person: no call and no match creates a customer. */
  createCustomer?(customer: NewCustomer, write: CrmWrite): Promise<Customer>;
  /** Writes the fields given and leaves the others. Answers the customer as the CRM now has it. */
  updateCustomer?(id: string, changes: CustomerChanges, write: CrmWrite): Promise<Customer>;
  /** May this number be called now? The dialer waits 3 seconds; no answer in time warns, it never blocks. */
  checkDial?(request: DialCheckRequest, signal: AbortSignal): Promise<DialVerdict>;
  /** Shows something in the CRM's own page. */
  openRecord?(ref: CrmRecordRef, reason: OpenReason): void | Promise<void>;
  /**
   * Stores a finished call: one entry per `log.id`, however often it is sent. Told again with every later revision.
   * A lower revision than the stored one changes nothing. Only {@link CrmDelivery.changes} are written to an entry
   * that exists, so that what a person edited in the CRM stays.
   */
  upsertCall?(log: CrmCallLog, delivery: CrmDelivery): Promise<CrmReceipt>;
  /** Stores a recording of a call: one per idempotency key. */
  uploadRecording?(recording: RecordingUpload, write: CrmWrite): Promise<RecordingReceipt>;
  /** What happened with a customer, newest first. */
  timeline?(customerId: string, page: CrmPageRequest, signal: AbortSignal): Promise<TimelinePage>;
  /** The results that the CRM knows. */
  listDispositions?(signal: AbortSignal): Promise<readonly Disposition[]>;
}

/** What a CRM can do: the methods its adapter has. */
export type CrmCapability = keyof CrmAdapter;

/** Who is behind one number. */
export interface CrmMatch {
  /** As it was asked for. */
  readonly number: string;
  /** Likeliest first; several are shown to the agent, never guessed. */
  readonly customers: readonly Customer[];
}

/** Something the CRM can show. */
export type CrmRecordRef =
  | { readonly type: 'customer'; readonly id: string }
  /** `ref` is what `upsertCall` answered. */
  | { readonly type: 'call'; readonly ref: string };

/** Why a record is opened: the policy at ringing or at the answer, or an agent who asked for it. */
export type OpenReason = 'ring' | 'answer' | 'agent';

/** What goes with a call log. */
export interface CrmDelivery {
  /** The same for every try to deliver this revision of this call: `<call id>:<revision>`. */
  readonly idempotencyKey: string;
  /** Grows with every change of the call; may skip numbers. */
  readonly revision: number;
  /** What the CRM has not confirmed yet: everything the first time. */
  readonly changes: CrmCallChanges;
  /** What the CRM answered to an earlier revision; absent the first time. */
  readonly ref?: string | undefined;
  /** Aborted after 30 seconds, and when the dialer is disposed of. */
  readonly signal: AbortSignal;
}

/** The CRM's word that a call is stored. */
export interface CrmReceipt {
  /** The CRM's own id of the log, 1 to 500 characters. */
  readonly ref: string;
}
