// A tab with a dialer that it shares with the others. The exchange notes its registrations where every tab can read them.
import { createDialer, type DialerEvent } from '@dialdeck/core';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { shareDialer } from '@dialdeck/core/tabs';
import { FakeCrm } from '@dialdeck/core/testing';
import { createSandbox } from '@dialdeck/sandbox';

const crm = new FakeCrm();
crm.customers = [{ id: 'c1', name: 'Ava Chen', numbers: [{ number: '+12025550101' }] }];
const sandbox = createSandbox();
const events: DialerEvent[] = [];
const dialer = shareDialer({
  name: 'tabs',
  create: async () =>
    createDialer({
      phone: sandbox.phone({ number: '1001' }),
      storage: await openBrowserStorage({ name: 'tabs' }),
      crm,
      screenPop: { incoming: 'ring', outgoing: 'answer' },
      closeProtection: false,
    }),
});
dialer.events.listen((event) => void events.push(event));
Object.assign(globalThis, { dialer, events, crm, sandbox });
await dialer.connect();
