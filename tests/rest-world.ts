import type { CrmWorld } from '@dialdeck/crm/conformance';
import type { RestCrmOptions } from '@dialdeck/crm/rest';
import { createRestCrm } from '@dialdeck/crm/rest';
import type { startMockCrm } from '../examples/mock-crm/server.mjs';

type MockCrm = Awaited<ReturnType<typeof startMockCrm>>;

/** The REST connector on the mock CRM, with everything the kit wants to know of it. */
export function restWorld(mock: MockCrm, options: Partial<RestCrmOptions> = {}): CrmWorld {
  const { store } = mock;
  return {
    adapter: createRestCrm({ baseUrl: mock.url, ...options }),
    stored: async (callId) =>
      [...store.calls.values()].filter((call) => call.callId === callId).map(({ fields }) => fields),
    editNote: async (callId, note) => store.editCall(callId, { note }),
    numbers: {
      one: '+12025550100',
      several: '+8613800138000',
      nobody: '+12025550199',
      written: ['+1 (202) 555-0100', '+1.202.555.0100'],
    },
    failNext: (failure) => void mock.failNext(failure),
    addCustomers: async (customers) => {
      for (const customer of customers) store.addCustomer(customer);
    },
    dial: { allow: '+12025550100', warn: '+12025550111', block: '+12025550112' },
    timeline: { customerId: 'customer-1', count: 3 },
    recordings: async (callId) => [...store.recordings.values()].filter((recording) => recording.callId === callId),
    clear: async () => {},
  };
}
