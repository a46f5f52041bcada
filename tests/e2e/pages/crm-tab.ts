// A tab with a dialer and the mock CRM behind it. `?agent=NUMBER`: a dialer of its own; `&shared`: one for all tabs.
// Every record the CRM is asked to open, and every delivered event, is noted where it outlives the tab.
import { createDialer, type Dialer } from '@dialdeck/core';
import { createEventDelivery } from '@dialdeck/core/event-delivery';
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
  const storage = await openBrowserStorage({ name: 'crm-tabs' });
  const dialer = createDialer({
    phone: createSandbox().phone({ number: agent }),
    storage,
    crm,
    agent: { id: agent },
    screenPop: { incoming: 'ring', outgoing: 'answer' },
  });
  createEventDelivery({
    dialer,
    storage,
    types: ['dialdeck.call.started', 'dialdeck.call.answered', 'dialdeck.call.ended'],
    deliver(event) {
      const key = `delivered:${event.id}`;
      const times = Number(localStorage.getItem(key)?.split(' ')[2] ?? 0) + 1;
      localStorage.setItem(key, `${event.subject} ${event.type} ${times}`);
    },
  });
  return dialer;
}

const dialer = query.has('shared') ? shareDialer({ name: 'crm-tabs', create }) : await create();
Object.assign(globalThis, { dialer });
await dialer.connect();
