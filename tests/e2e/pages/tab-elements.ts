// A tab that shares its dialer, with the whole softphone on the page.
import { createDialer } from '@dialdeck/core';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { shareDialer } from '@dialdeck/core/tabs';
import { defineAll } from '@dialdeck/elements';
import { createSandbox } from '@dialdeck/sandbox';

const sandbox = createSandbox();
const dialer = shareDialer({
  name: 'elements',
  create: async () =>
    createDialer({ phone: sandbox.phone({ number: '1001' }), storage: await openBrowserStorage({ name: 'elements' }) }),
});
defineAll();
const provider = Object.assign(document.createElement('dial-provider'), { dialer });
provider.append(document.createElement('dial-softphone'));
document.body.append(provider);
Object.assign(globalThis, { dialer, sandbox });
await dialer.connect();
