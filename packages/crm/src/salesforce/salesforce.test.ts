import { describe, expect, it } from 'vitest';
import { runConformance } from '../conformance/run-conformance.js';
import { createSalesforceCrm } from './create-salesforce-crm.js';
import { listenForClicks } from './listen-for-clicks.js';
import type { OpenCti, OpenCtiResponse } from './open-cti.js';

type Answer = (response: OpenCtiResponse) => void;
interface Task {
  readonly ref: string;
  readonly revision: number;
  readonly fields: Record<string, unknown>;
}

/** Salesforce behind Open CTI, with the Apex class of docs/connectors.md. Answers later, as the real one. */
class SimulatedSalesforce implements OpenCti {
  readonly contacts: { Id: string; Name: string; MobilePhone: string }[] = [];
  readonly tasks = new Map<string, Task>();
  readonly popped: unknown[] = [];
  readonly listeners: ((payload: unknown) => void)[] = [];
  readonly #failures: string[] = [];

  failNext = (failure: string) => void this.#failures.push(failure);

  add(Name: string, MobilePhone: string): void {
    this.contacts.push({ Id: `003${String(this.contacts.length).padStart(15, '0')}`, Name, MobilePhone });
  }

  #answer(callback: Answer, run: () => unknown): void {
    const failure = this.#failures.shift();
    if (failure === 'silent') return;
    const code = { down: 'UNKNOWN_EXCEPTION', refused: 'FIELD_CUSTOM_VALIDATION', 'signed-out': 'INVALID_SESSION_ID' }[
      failure ?? ''
    ];
    queueMicrotask(() => {
      if (code) return callback({ success: false, errors: [{ code, description: 'Simulated' }] });
      const returnValue = run();
      if (failure === 'answer-lost') return callback({ success: false, errors: [{ code: 'UNKNOWN_EXCEPTION' }] });
      return callback({ success: true, returnValue, errors: null });
    });
  }

  searchAndScreenPop: OpenCti['searchAndScreenPop'] = ({ searchParams, callType, deferred, callback }) =>
    this.#answer(callback, () => {
      expect(deferred).toBe(true);
      const digits = searchParams.replace(/\D/g, '');
      const found = this.contacts.filter(({ Name, MobilePhone }) =>
        callType === 'inbound'
          ? digits !== '' && MobilePhone.replace(/\D/g, '') === digits
          : Name.toLowerCase().includes(searchParams.toLowerCase()),
      );
      return {
        ...Object.fromEntries(found.map((record) => [record.Id, { ...record, RecordType: 'Contact' }])),
        SCREEN_POP_DATA: { screenPopType: 'SEARCH' },
      };
    });

  screenPop: OpenCti['screenPop'] = ({ params, callback }) =>
    this.#answer(callback, () => void this.popped.push(params));

  runApex: OpenCti['runApex'] = ({ apexClass, methodName, methodParams, callback }) =>
    this.#answer(callback, () => {
      expect([apexClass, methodName]).toEqual(['DialdeckCalls', 'upsertCall']);
      const { callId, revision, fields } = JSON.parse(new URLSearchParams(methodParams).get('request') ?? '');
      const stored = this.tasks.get(callId);
      const ref = stored?.ref ?? `00T${String(this.tasks.size).padStart(15, '0')}`;
      if (!stored || revision > stored.revision)
        this.tasks.set(callId, { ref, revision, fields: { ...stored?.fields, ...fields } });
      return { runApex: JSON.stringify({ ref }) };
    });

  enableClickToDial: OpenCti['enableClickToDial'] = ({ callback }) => this.#answer(callback, () => undefined);
  disableClickToDial: OpenCti['disableClickToDial'] = ({ callback }) => this.#answer(callback, () => undefined);
  onClickToDial: OpenCti['onClickToDial'] = ({ listener }) => void this.listeners.push(listener);
}

function world() {
  const salesforce = new SimulatedSalesforce();
  salesforce.add('Maya', '+12025550100');
  salesforce.add('Li', '+8613800138000');
  salesforce.add('Bo', '+8613800138000');
  const tasks = (callId: string): readonly Task[] => {
    const task = salesforce.tasks.get(callId);
    return task ? [task] : [];
  };
  return {
    salesforce,
    adapter: createSalesforceCrm({ opencti: salesforce, apexClass: 'DialdeckCalls' }),
    stored: async (callId: string) =>
      tasks(callId).map(({ fields }) => ({ note: fields['Description'], disposition: fields['CallDisposition'] })),
    editNote: async (callId: string, note: string) => {
      for (const { fields } of tasks(callId)) fields['Description'] = note;
    },
    numbers: { one: '+12025550100', several: '+8613800138000', nobody: '+12025550199', written: ['+1 (202) 555-0100'] },
    failNext: salesforce.failNext,
    failures: ['down', 'refused', 'signed-out', 'silent', 'answer-lost'] as const,
    addCustomers: async (customers: readonly { readonly name: string }[]) => {
      for (const { name } of customers) salesforce.add(name, '');
    },
    clear: async () => {},
  };
}

describe('Salesforce by Open CTI', () => {
  it('conforms, as far as Open CTI goes', async () => {
    const report = await runConformance(world, { name: 'Salesforce' });
    expect(report.checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(report.passed).toBeGreaterThan(25);
  });

  it('logs no calls without the class that keeps them single', () => {
    const adapter = createSalesforceCrm({ opencti: new SimulatedSalesforce() });
    expect(Object.keys(adapter)).toEqual(['matchCustomers', 'searchCustomers', 'openRecord']);
  });

  it('pops records by id only', async () => {
    const { salesforce, adapter } = world();
    await adapter.openRecord?.({ type: 'customer', id: salesforce.contacts[0]?.Id ?? '' }, 'ring');
    await adapter.openRecord?.({ type: 'call', ref: 'javascript:alert(1)' }, 'agent');
    expect(salesforce.popped).toEqual([{ recordId: salesforce.contacts[0]?.Id }]);
  });

  it('calls what is clicked, until it is ended', () => {
    const { salesforce } = world();
    const clicks: unknown[] = [];
    const stop = listenForClicks(salesforce, (click) => clicks.push(click));
    const click = (payload: unknown) => salesforce.listeners[0]?.(payload);
    click({ number: '+12025550100', recordId: '003' });
    click({ number: 7 });
    stop();
    click({ number: '+12025550100' });
    expect(clicks).toEqual([{ number: '+12025550100', customerId: '003' }]);
  });
});
