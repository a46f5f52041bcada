import { newEntry, reduceOutboxEntry } from '../crm/outbox-state.js';
import type { DialerEvent } from '../dialer-events.js';
import { newId } from '../shared/ids.js';
import type { EventStore } from '../storage/event-store.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';
import type { StorageHarness } from './storage-contract.js';

/** An event of a call, told by nobody. */
export const sampleEvent = (callId: string, sequence = 1): DialerEvent => ({
  specversion: '1.0',
  id: newId(),
  source: '/dialdeck/sample',
  type: 'dialdeck.call.started',
  subject: callId,
  time: '2026-01-05T09:00:00.000Z',
  datacontenttype: 'application/json',
  dataschema: 'urn:dialdeck:call:started:1',
  sequence,
  data: { callId, direction: 'outgoing', number: '+12025550100' },
});

const idsOf = async (store: EventStore) =>
  [...(await store.listOpen())].sort((a, b) => a.startedAt - b.startedAt).map(({ id }) => id);

function doneEntry(id: string) {
  const sending = reduceOutboxEntry(newEntry({ id, revision: 1, startedAt: 1 }), { type: 'started' }, 0);
  return reduceOutboxEntry(sending, { type: 'confirmed', revision: 1 }, 0);
}

/** What the events of every `Storage` promise. */
export function eventStoreContract(make: () => Promise<StorageHarness>): readonly ContractCase[] {
  const promise = caseWith(make, (harness) => harness.clear());
  const withEvents = (name: string, run: (store: EventStore) => Promise<void>) =>
    promise(name, async ({ storage }) => {
      const store = await storage.openEvents();
      try {
        await run(store);
      } finally {
        store.close();
      }
    });
  return [
    withEvents('keeps events in the order they were told, each in the lane of its call', async (store) => {
      const events = ['c1', 'c2', 'c1'].map((callId, at) => sampleEvent(callId, at + 1));
      expectThat((await store.add(events, 10)) === 3, 'all are kept');
      const ids = await idsOf(store);
      expectThat(ids.join() === events.map(({ id }) => id).join(), 'the order', ids);
      const lanes = await Promise.all(events.map(async ({ id }) => (await store.getRow(id))?.lane));
      expectThat(lanes.join() === 'c1,c2,c1', 'the lanes', lanes);
      const stored = await store.getEvent(events[1]?.id ?? '');
      expectThat(JSON.stringify(stored) === JSON.stringify(events[1]), 'the whole event', stored);
    }),
    withEvents('takes no more events than there is room for, the first ones', async (store) => {
      const events = [1, 2, 3].map((at) => sampleEvent('c1', at));
      expectThat((await store.add(events, 2)) === 2, 'two are kept');
      expectThat((await store.add(events.slice(2), 2)) === 0, 'there is no room');
      const ids = await idsOf(store);
      expectThat(ids.join() === [events[0]?.id, events[1]?.id].join(), 'the first two', ids);
    }),
    withEvents('forgets an event that was delivered, and remembers how far another got', async (store) => {
      const [first, second] = [sampleEvent('c1', 1), sampleEvent('c1', 2)];
      await store.add([first, second], 10);
      await store.saveEntry(doneEntry(first.id));
      await store.saveEntry(
        reduceOutboxEntry(newEntry({ id: second.id, revision: 1, startedAt: 2 }), { type: 'started' }, 0),
      );
      expectThat((await idsOf(store)).join() === second.id, 'the other', await idsOf(store));
      expectThat((await store.getEvent(first.id)) === undefined, 'its content is gone too');
      expectThat((await store.getRow(second.id))?.entry?.status === 'sending', 'how far it got');
    }),
    withEvents('erases the events of calls, and of no others', async (store) => {
      const events = ['c1', 'c2', 'c1'].map((callId, at) => sampleEvent(callId, at + 1));
      await store.add(events, 10);
      expectThat((await store.forget(['c1', 'unknown'])) === 2, 'two of them');
      expectThat((await idsOf(store)).join() === events[1]?.id, 'the other call', await idsOf(store));
      expectThat((await store.forget(['c1'])) === 0, 'nothing is left');
    }),
    promise('has events after a crash that were kept before', async ({ storage, crash }) => {
      const event = sampleEvent('c1');
      await (await storage.openEvents()).add([event], 10);
      const reopened = await crash?.();
      if (!reopened) return;
      const store = await reopened.openEvents();
      expectThat((await idsOf(store)).join() === event.id, 'nothing is forgotten', await idsOf(store));
      store.close();
      await reopened.close();
    }),
  ];
}
