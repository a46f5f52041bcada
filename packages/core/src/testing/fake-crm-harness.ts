import type { CrmAdapterHarness } from './crm-checks/index.js';
import { FakeCrm } from './fake-crm.js';

/** Everything the checks of the CRM port want, on a {@link FakeCrm}: the model for a harness of your own. */
export function fakeCrmHarness(crm: FakeCrm = new FakeCrm()): Required<CrmAdapterHarness> {
  const add = (name: string, number: string) =>
    crm.customers.push({ id: `customer-${crm.customers.length + 1}`, name, numbers: [{ number }] });
  add('Maya', '+12025550100');
  add('Li', '+8613800138000');
  add('Bo', '+8613800138000');
  crm.dispositions = [
    { id: 'sale', label: 'Sale' },
    { id: 'do-not-call', label: 'Do not call', doNotCall: true },
  ];
  crm.verdicts.set('+12025550111', { verdict: 'warn', code: 'called-today', text: 'Called an hour ago' });
  crm.verdicts.set('+12025550112', { verdict: 'block', code: 'do-not-call', text: 'Asked not to be called' });
  crm.timelines.set(
    'customer-1',
    [5, 4, 3, 2, 1].map((at) => ({ id: `entry-${at}`, type: 'note', at, text: `Note ${at}` })),
  );
  return {
    adapter: crm,
    stored: async (callId) => [crm.calls.get(callId)].flatMap((call) => call?.fields ?? []),
    editNote: async (callId, note) => crm.editAsUser(callId, { note }),
    numbers: {
      one: '+12025550100',
      several: '+8613800138000',
      nobody: '+12025550199',
      written: ['+1 (202) 555-0100', '+1.202.555.0100'],
    },
    failNext: (failure) => crm.failNext(failure),
    failures: ['down', 'busy', 'refused', 'signed-out', 'answer-lost', 'silent'],
    addCustomers: async (customers) => {
      for (const customer of customers) crm.customers.push({ ...customer, id: `customer-${crm.customers.length + 1}` });
    },
    dial: { allow: '+12025550100', warn: '+12025550111', block: '+12025550112' },
    timeline: { customerId: 'customer-1', count: 5 },
    recordings: async (callId) =>
      [...crm.recordings.values()]
        .filter((recording) => recording.callId === callId)
        .map(({ content }) => ({ bytes: content.size })),
    limits: {},
    clear: async () => {},
  };
}
