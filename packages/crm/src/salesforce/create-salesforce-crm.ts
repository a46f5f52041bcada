import type { Customer } from '@dialdeck/core';
import { type CrmAdapter, CrmError, untilAborted } from '@dialdeck/core/crm';
import * as z from 'zod/mini';
import { dateOf, type FieldMapping, fieldsOf, fitting } from '../shared/call-fields.js';
import type { OpenCti, OpenCtiResponse } from './open-cti.js';
import { faultOf } from './salesforce-fault.js';

/** Options of {@link createSalesforceCrm}. */
export interface SalesforceOptions {
  /** `sforce.opencti` of the page. */
  readonly opencti: OpenCti;
  /**
   * The Apex class of `docs/connectors.md`. Without it calls are not logged: Open CTI alone cannot tell whether a call
   * is there already, and would write it twice after a lost answer.
   */
  readonly apexClass?: string | undefined;
}

const words = z.optional(z.nullable(z.string()));
const recordSchema = z.object({
  Id: z.string().check(z.regex(/^[a-zA-Z0-9]{15,18}$/)),
  RecordType: words,
  Name: words,
  Title: words,
  Phone: words,
  MobilePhone: words,
});
const receiptSchema = z.object({ ref: z.string().check(z.regex(/^[a-zA-Z0-9]{15,18}$/)) });

/** What Task fields hold of a call. Salesforce's own limits: Subject 255, Description 32,000, CallDisposition 255. */
const taskMapping: FieldMapping = {
  direction: (direction) => ({ CallType: direction === 'incoming' ? 'Inbound' : 'Outbound' }),
  number: (number) => ({ Subject: `Call ${number ?? ''}`.slice(0, 255) }),
  startedAt: (at) => ({ ActivityDate: dateOf(at)?.slice(0, 10) ?? null }),
  talkMs: (ms) => ({ CallDurationInSeconds: Math.round((ms ?? 0) / 1_000) }),
  disposition: (id) => ({ CallDisposition: fitting(id, 255) }),
  note: (note) => ({ Description: fitting(note, 32_000) }),
  customerId: (id) => ({ WhoId: id }),
};

/**
 * Salesforce by Open CTI for Lightning. A call is one Task by the Apex class of `docs/connectors.md`; a customer is
 * whatever record the softphone layout of the call centre finds.
 */
export function createSalesforceCrm({ opencti, apexClass }: SalesforceOptions): CrmAdapter {
  const ask = (run: (callback: (response: OpenCtiResponse) => void) => void, signal: AbortSignal) =>
    untilAborted(
      () =>
        new Promise<unknown>((resolve, reject) => {
          run((response) => (response.success ? resolve(response.returnValue) : reject(faultOf(response))));
        }),
      signal,
    );

  const find = async (searchParams: string, callType: 'inbound' | 'internal', signal: AbortSignal) => {
    if (searchParams.trim().length < 2) return [];
    const found = await ask(
      (callback) => opencti.searchAndScreenPop({ searchParams, callType, deferred: true, callback }),
      signal,
    );
    // Besides the records the answer has an entry of its own, such as SCREEN_POP_DATA.
    const records = Object.values(Object(found)).map((each) => recordSchema.safeParse(each));
    return records.flatMap(({ success, data }) => (success ? [customerOf(data)] : []));
  };

  const search: CrmAdapter = {
    matchCustomers: (numbers, signal) =>
      Promise.all(
        numbers.map(async (number) => ({
          number,
          customers: /\d/.test(number) ? await find(number, 'inbound', signal) : [],
        })),
      ),
    searchCustomers: (text, signal) => find(text, 'internal', signal),
    async openRecord(ref) {
      const recordId = ref.type === 'customer' ? ref.id : ref.ref;
      if (!/^[a-zA-Z0-9]{15,18}$/.test(recordId)) return;
      const { signal } = new AbortController();
      await ask((callback) => opencti.screenPop({ type: 'sobject', params: { recordId }, callback }), signal);
    },
  };
  if (apexClass === undefined) return Object.freeze(search);
  return Object.freeze({
    ...search,
    async upsertCall({ id }, { revision, changes, signal }) {
      const request = JSON.stringify({ callId: id, revision, fields: fieldsOf(changes, taskMapping) });
      const methodParams = `request=${encodeURIComponent(request)}`;
      const answer = await ask(
        (callback) => opencti.runApex({ apexClass, methodName: 'upsertCall', methodParams, callback }),
        signal,
      );
      return receiptOf(answer);
    },
  } satisfies CrmAdapter);
}

/** The class answers with JSON in a text; Open CTI puts it into `runApex`. */
function receiptOf(answer: unknown): { readonly ref: string } {
  const text: unknown = Reflect.get(Object(answer), 'runApex');
  try {
    return receiptSchema.parse(JSON.parse(String(text)));
  } catch (cause) {
    throw new CrmError('refused', 'Salesforce: the Apex class answered without a ref.', { cause });
  }
}

function customerOf({ Id, RecordType, Name, Title, Phone, MobilePhone }: z.infer<typeof recordSchema>): Customer {
  return {
    id: Id,
    name: Name ?? '',
    ...(Title ? { title: Title } : {}),
    numbers: [
      ...(MobilePhone ? [{ number: MobilePhone, label: 'Mobile' }] : []),
      ...(Phone ? [{ number: Phone, label: 'Phone' }] : []),
    ],
    ...(RecordType ? { fields: [{ label: 'Type', value: RecordType }] } : {}),
  };
}
