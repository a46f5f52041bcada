// A tab with a dialer and the mock CRM behind it. `?agent=NUMBER`: a dialer of its own; `&shared`: one for all tabs.
// Every record the CRM is asked to open is noted where it outlives the tab.
import { createDialer, type Dialer } from '@dialdeck/core';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { shareDialer } from '@dialdeck/core/tabs';
import { createRestCrm } from '@dialdeck/crm/rest';
import { createSandbox } from '@dialdeck/sandbox';

const query = new URLSearchParams(location.search);
const agent = query.get('agent') ?? '1001';

async function create(): Promise<Dialer> {
  const crm = createRestCrm({
    baseUrl: query.get('crm') ?? '',
    openRecord: (ref) =>
      localStorage.setItem(`opened:${crypto.randomUUID()}`, `${agent} ${'id' in ref ? ref.id : ref.ref}`),
  });
  return createDialer({
    phone: createSandbox().phone({ number: agent }),
    storage: await openBrowserStorage({ name: 'crm-tabs' }),
    crm,
    agent: { id: agent },
    screenPop: { incoming: 'ring', outgoing: 'answer' },
  });
}

const dialer = query.has('shared') ? shareDialer({ name: 'crm-tabs', create }) : await create();
Object.assign(globalThis, { dialer });
await dialer.connect();
