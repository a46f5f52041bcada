import { DialerError, type Storage } from '@dialdeck/core';
import { createLocalCrm } from '@dialdeck/core/crm';
import type { CrmWorld } from '../conformance/run-conformance.js';

type Failure = 'down' | 'answer-lost' | 'silent';

/** How the storage of a browser goes wrong: once, with the next call log. */
function withFailures(storage: Storage, next: () => Failure | undefined): Storage {
  const openCallLogs: Storage['openCallLogs'] = async () => {
    const logs = await storage.openCallLogs();
    return {
      ...logs,
      async change(id, change) {
        const failure = next();
        if (failure === 'down') throw new DialerError('storage-failed', 'The disk is gone.');
        if (failure === 'silent') await new Promise<never>(() => {});
        await logs.change(id, change);
        if (failure === 'answer-lost') throw new DialerError('storage-failed', 'The answer got lost.');
      },
    };
  };
  return { ...storage, openCallLogs };
}

/** What the conformance kit wants of a CRM, for the one that lives in a storage. */
export async function localWorld(storage: Storage): Promise<CrmWorld> {
  let failure: Failure | undefined;
  const next = () => {
    const now = failure;
    failure = undefined;
    return now;
  };
  const dispositions = [
    { id: 'sale', label: 'Sale' },
    { id: 'do-not-call', label: 'Do not call', doNotCall: true },
  ];
  const adapter = createLocalCrm({ storage: withFailures(storage, next), dispositions, openRecord: () => {} });
  const [customers, logs] = [await storage.openCustomers(), await storage.openCallLogs()];
  let made = 0;
  const add = async (
    fields: Pick<Parameters<typeof customers.save>[0], 'name' | 'numbers' | 'doNotCall' | 'consents'>,
  ) => {
    made += 1;
    await customers.save({ ...fields, id: `made-${made}`, revision: 1, createdAt: 0, updatedAt: 0 });
  };
  await add({ name: 'Maya', numbers: [{ number: '+12025550100' }] });
  await add({ name: 'Li', numbers: [{ number: '+8613800138000' }] });
  await add({ name: 'Bo', numbers: [{ number: '+8613800138000' }] });
  const consents = [{ about: 'calls', given: false, at: 1 }];
  await add({ name: 'Ann', numbers: [{ number: '+12025550111' }], consents });
  await add({ name: 'Tom', numbers: [{ number: '+12025550112' }], doNotCall: { reason: 'asked' } });
  for (const minute of [1, 2, 3, 4, 5]) {
    const log = { id: `call-${minute}`, revision: 1, startedAt: minute, customerId: 'made-1', fields: {} };
    await logs.change(log.id, () => log);
  }
  return {
    adapter,
    stored: async (callId) => [await logs.get(callId)].flatMap((log) => log?.fields ?? []),
    editNote: (callId, note) =>
      logs.change(callId, (stored) => {
        if (!stored) throw new Error('There is no such call.');
        return { ...stored, fields: { ...stored.fields, note } };
      }),
    numbers: {
      one: '+12025550100',
      several: '+8613800138000',
      nobody: '+12025550199',
      written: ['+1 (202) 555-0100', '202.555.0100'],
    },
    failNext(how) {
      failure = how as Failure;
    },
    failures: ['down', 'answer-lost', 'silent'],
    addCustomers: async (given) => {
      await Promise.all(given.map(add));
    },
    dial: { allow: '+12025550100', warn: '+12025550111', block: '+12025550112' },
    timeline: { customerId: 'made-1', count: 5 },
    limits: {},
    clear: () => storage.close(),
  };
}
