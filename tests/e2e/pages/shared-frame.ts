// One of several frames that share a dialer; the exchange is in the page around them.
import { createDialer } from '@dialdeck/core';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { shareDialer } from '@dialdeck/core/tabs';
import { openFramePhone } from '@dialdeck/sandbox/frames';

const dialer = shareDialer({
  name: 'frames',
  create: async () =>
    createDialer({
      phone: openFramePhone({ origin: location.origin, number: '1001', resumeCalls: 'always' }),
      storage: await openBrowserStorage({ name: 'frames' }),
    }),
});
Object.assign(globalThis, { dialer });
await dialer.connect();
