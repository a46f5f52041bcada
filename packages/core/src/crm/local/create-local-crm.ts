import type { CustomFieldDefinition } from '../../customers/custom-field.js';
import { type Clock, systemClock } from '../../shared/clock.js';
import { untilAborted } from '../../shared/until-aborted.js';
import type { Storage } from '../../storage/storage.js';
import type { Disposition } from '../../wrap-up/wrap-up-state.js';
import type { CrmAdapter } from '../crm-adapter.js';
import { logAfter, timelineOfCalls } from './local-calls.js';
import { createLocalPeople } from './local-people.js';
import { localRef } from './local-ref.js';
import { verdictOf } from './local-verdict.js';

/** What `createLocalCrm` takes. */
export interface LocalCrmOptions {
  /** Where customers and calls are kept: the one that is given to `createDialer`. */
  readonly storage: Pick<Storage, 'openCustomers' | 'openCallLogs'>;
  /** The fields that customers have beside name, company, title and numbers; as given to `createDialer`. */
  readonly customerFields?: readonly CustomFieldDefinition[] | undefined;
  /** The results that an agent can choose. @defaultValue `listDispositions` is absent */
  readonly dispositions?: readonly Disposition[] | undefined;
  /** Shows a record in the page of the host: the screen pop. @defaultValue absent */
  readonly openRecord?: CrmAdapter['openRecord'];
  /** For tests. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/** Everything a local CRM has; the rest comes with its options. */
export type LocalCrm = Omit<Required<CrmAdapter>, 'uploadRecording' | 'openRecord' | 'listDispositions'> &
  Pick<CrmAdapter, 'openRecord' | 'listDispositions'>;

const searchLimit = 500;

/**
 * A CRM in this browser, for a company that has none: customers, call logs and their timeline live in the storage of the
 * dialer, tabs share them, and `records.eraseCustomer` erases them. It passes the conformance kit. Recordings are not
 * uploaded: they are in this storage already.
 */
export function createLocalCrm(options: LocalCrmOptions): LocalCrm {
  const { storage, customerFields = [], dispositions, openRecord, clock = systemClock } = options;
  const customers = () => storage.openCustomers();
  const people = createLocalPeople({ store: customers, clock, fields: customerFields });
  return {
    matchCustomers: (numbers, signal) =>
      untilAborted(
        () => Promise.all(numbers.map(async (number) => ({ number, customers: await people.match(number) }))),
        signal,
      ),
    searchCustomers: (text, signal) =>
      untilAborted(async () => (await people.page({ text, limit: searchLimit })).customers, signal),
    listCustomers: (page, signal) => untilAborted(() => people.page(page), signal),
    getCustomer: (id, signal) => untilAborted(() => people.get(id), signal),
    createCustomer: (customer, { idempotencyKey, signal }) =>
      untilAborted(() => people.create(customer, idempotencyKey), signal),
    updateCustomer: (id, changes, { signal }) => untilAborted(() => people.update(id, changes), signal),
    checkDial: ({ number, customerId }, signal) =>
      untilAborted(async () => {
        const store = await customers();
        const known = customerId === undefined ? undefined : await store.get(customerId);
        return verdictOf(known ? [known] : await store.findByNumber(number));
      }, signal),
    upsertCall: (log, { revision, changes, signal }) =>
      untilAborted(async () => {
        const logs = await storage.openCallLogs();
        await logs.change(log.id, (stored) => logAfter(stored, log, { revision, changes }));
        return { ref: localRef(log.id) };
      }, signal),
    timeline: (customerId, page, signal) =>
      untilAborted(async () => timelineOfCalls(await storage.openCallLogs(), customerId, page), signal),
    ...(dispositions && { listDispositions: async () => dispositions }),
    ...(openRecord && { openRecord }),
  };
}
