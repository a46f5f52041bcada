import { type CrmAdapter, CrmError, untilAborted } from '@dialdeck/core/crm';
import { fieldsOf } from '../shared/call-fields.js';
import type { CIFramework } from './ci-framework.js';
import {
  contactOf,
  contactQuery,
  customerOf,
  faultOf,
  isDuplicate,
  isMissing,
  phoneCallMapping,
  quoted,
} from './dynamics-records.js';

/** Options of {@link createDynamicsCrm}. */
export interface DynamicsOptions {
  /** `Microsoft.CIFramework` of the page. */
  readonly framework: CIFramework;
  /** A whole-number column of your own on `phonecall`, in which the revision stands. @defaultValue `dialdeck_revision` */
  readonly revisionColumn?: string | undefined;
  /** How much `phonecall.description` holds. @defaultValue 2000, as Dataverse ships it */
  readonly noteCharacters?: number | undefined;
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Dynamics 365 by the Channel Integration Framework, version 2. A call is a phone call activity whose `activityid` is
 * the id of the call, so that it can be there only once; a customer is a contact.
 */
export function createDynamicsCrm(options: DynamicsOptions): CrmAdapter {
  const { framework, revisionColumn = 'dialdeck_revision', noteCharacters = 2_000 } = options;
  const mapping = phoneCallMapping(noteCharacters);

  /** Asks the framework, which answers with JSON in a text. */
  const ask = async (run: () => Promise<string>, signal: AbortSignal): Promise<unknown> => {
    try {
      const answer = await untilAborted(run, signal);
      return answer === '' ? undefined : JSON.parse(answer);
    } catch (error) {
      signal.throwIfAborted();
      throw isMissing(error) || isDuplicate(error) ? error : faultOf(error);
    }
  };

  const find = async (filter: string, signal: AbortSignal) => {
    const query = `?${contactQuery}&$filter=${encodeURIComponent(filter)}&$top=50`;
    const found = await ask(() => framework.searchAndOpenRecords('contact', query, true), signal);
    return Object.values(Object(found)).map(customerOf);
  };

  const read = async (
    entity: string,
    id: string,
    { query, signal }: { readonly query: string; readonly signal: AbortSignal },
  ) => {
    if (!uuid.test(id)) return undefined;
    try {
      return await ask(() => framework.retrieveRecord(entity, id, `?${query}`), signal);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };

  /** Creates a record under an id of ours; one that is there already stays. @returns whether it is new */
  const create = async (entity: string, record: object, signal: AbortSignal): Promise<boolean> => {
    try {
      await ask(() => framework.createRecord(entity, JSON.stringify(record)), signal);
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  };

  const adapter: CrmAdapter = {
    matchCustomers: (numbers, signal) =>
      Promise.all(
        numbers.map(async (number) => {
          const digits = number.replace(/[^\d+]/g, '');
          const filter = [number, digits].flatMap((each) => [
            `telephone1 eq ${quoted(each)}`,
            `mobilephone eq ${quoted(each)}`,
          ]);
          return { number, customers: digits === '' ? [] : await find(filter.join(' or '), signal) };
        }),
      ),
    searchCustomers: (text, signal) => find(`contains(fullname,${quoted(text)})`, signal),
    async getCustomer(id, signal) {
      const contact = await read('contact', id, { query: contactQuery, signal });
      return contact === undefined ? undefined : customerOf(contact);
    },
    async createCustomer(customer, { idempotencyKey, signal }) {
      const contactid = await idOf(idempotencyKey);
      await create('contact', { contactid, ...contactOf(customer) }, signal);
      return mustHave(await adapter.getCustomer?.(contactid, signal));
    },
    async updateCustomer(id, changes, { signal }) {
      await ask(() => framework.updateRecord('contact', id, JSON.stringify(contactOf(changes))), signal);
      return mustHave(await adapter.getCustomer?.(id, signal));
    },
    async openRecord(ref) {
      const [entityName, entityId] = ref.type === 'customer' ? ['contact', ref.id] : ['phonecall', ref.ref];
      if (uuid.test(entityId)) await framework.openForm(JSON.stringify({ entityName, entityId }));
    },
    async upsertCall({ id }, { revision, changes, signal }) {
      const fields = { ...fieldsOf(changes, mapping), [revisionColumn]: revision };
      if (await create('phonecall', { activityid: id, ...fields }, signal)) return { ref: id };
      const stored = await read('phonecall', id, { query: `$select=${revisionColumn}`, signal });
      const seen = Number(Reflect.get(Object(stored), revisionColumn) ?? 0);
      if (seen < revision) await ask(() => framework.updateRecord('phonecall', id, JSON.stringify(fields)), signal);
      return { ref: id };
    },
  };
  return Object.freeze(adapter);
}

function mustHave<T>(value: T | undefined): T {
  if (value === undefined) throw new CrmError('later', 'Dynamics does not show what it has stored yet.');
  return value;
}

/** The same id for the same key: a key that is a UUID itself, or one made of its SHA-256 (RFC 9562 section 5.8). */
async function idOf(key: string): Promise<string> {
  if (uuid.test(key)) return key;
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))).slice(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
