import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CrmError } from '../crm/crm-error.js';
import type { DialerEvent } from '../dialer-events.js';
import { Emitter } from '../shared/emitter.js';
import { createMemoryStorage } from '../storage/memory.js';
import { codeOf, connected } from '../testing/connected-dialer.js';
import { sampleEvent } from '../testing/event-store-contract.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createEventDelivery } from './create-event-delivery.js';
import type { EventDeliveryOptions } from './event-delivery.js';

/** A server that keeps what it gets by its idempotency key, and one or more pages that tell it. */
function openPage({
  storage = createMemoryStorage(),
  ...options
}: Partial<EventDeliveryOptions> & { storage?: ReturnType<typeof createMemoryStorage> } = {}) {
  const told = new Emitter<DialerEvent>();
  const clock = createManualClock();
  const got: string[] = [];
  const delivery = createEventDelivery({
    dialer: { events: { listen: told.listen } },
    storage,
    clock,
    random: () => 0.5,
    deliver: (event) => void got.push(event.id),
    ...options,
  });
  const tell = (...events: readonly DialerEvent[]) => {
    for (const event of events) told.emit(event);
    return events.map(({ id }) => id);
  };
  return { storage, clock, got, delivery, tell, state: () => delivery.state.snapshot };
}

const down = () => Promise.reject(Object.assign(new Error('down'), { status: 503 }));

describe('events that somebody shall have', () => {
  it('reach them from a real dialer: those that were asked for, in order, with the id as key', async () => {
    const { dialer, phone, storage } = await connected();
    const got: DialerEvent[] = [];
    const keys: string[] = [];
    const types = ['dialdeck.call.started', 'dialdeck.call.answered', 'dialdeck.call.ended'] as const;
    const delivery = createEventDelivery({
      dialer,
      storage,
      types,
      deliver(event, { idempotencyKey }) {
        got.push(event);
        keys.push(idempotencyKey);
      },
    });
    const call = dialer.call('2025550100');
    phone.lastLine.pickUp();
    phone.lastLine.end({ reason: 'hung-up', by: 'remote' });
    await expect.poll(() => got.map(({ type }) => type)).toEqual(types);
    expect(got.every(({ subject }) => subject === call.id)).toBe(true);
    expect(keys).toEqual(got.map(({ id }) => id));
    await expect.poll(() => delivery.state.snapshot).toMatchObject({ status: 'idle', count: 0, room: 'enough' });
    await delivery.dispose();
    await dialer.dispose();
  });

  it('wait for each other within a call, and for no other call', async () => {
    const got: string[] = [];
    let failing = true;
    const deliver = (event: DialerEvent) => {
      if (failing && event.subject === 'c1') return down();
      got.push(`${event.subject}:${event.sequence}`);
      return Promise.resolve();
    };
    const page = openPage({ deliver });
    page.tell(sampleEvent('c1', 1), sampleEvent('c1', 2), sampleEvent('c2', 3), sampleEvent('c2', 4));
    await expect.poll(() => got).toEqual(['c2:3', 'c2:4']);
    failing = false;
    page.clock.advance(60_000);
    await expect.poll(() => got).toEqual(['c2:3', 'c2:4', 'c1:1', 'c1:2']);
  });

  it('survive a page that dies, and are told again with the same key when nobody knows whether they arrived', async () => {
    const storage = createMemoryStorage();
    const keys: string[] = [];
    // This page never hears an answer, and never holds the turn beyond its death.
    const turnless = {
      ...storage,
      openEvents: async () => ({ ...(await storage.openEvents()), takeTurn: async () => {} }),
    };
    const dying = openPage({
      storage: turnless,
      deliver: (_event, { idempotencyKey }) => {
        keys.push(idempotencyKey);
        return new Promise(() => {});
      },
    });
    const [id] = dying.tell(sampleEvent('c1'));
    await expect.poll(() => keys).toEqual([id]);
    const next = openPage({ storage, deliver: (_event, { idempotencyKey }) => void keys.push(idempotencyKey) });
    await expect.poll(() => next.state().status).toBe('waiting');
    next.clock.advance(60_000);
    await expect.poll(() => keys).toEqual([id, id]);
    await expect.poll(() => next.state().count).toBe(0);
  });

  it('are told by one page of several, once', async () => {
    const storage = createMemoryStorage();
    const [one, two] = [openPage({ storage }), openPage({ storage })];
    const ids = [...one.tell(sampleEvent('c1')), ...two.tell(sampleEvent('c2'))];
    await expect.poll(() => [...one.got, ...two.got].sort()).toEqual(ids.sort());
    await expect.poll(() => one.state().count).toBe(0);
    // The others hear of progress once in a second.
    one.clock.advance(1_000);
    await expect.poll(() => two.state()).toMatchObject({ status: 'elsewhere', count: 0 });
  });

  it('that were refused are listed with the reason, hold up nobody, and go again on demand', async () => {
    let refusing = true;
    const got: string[] = [];
    const deliver = (event: DialerEvent) => {
      if (refusing && event.sequence === 1) throw new CrmError('refused', 'number: too long');
      got.push(event.id);
    };
    const page = openPage({ deliver });
    const [first, second] = page.tell(sampleEvent('c1', 1), sampleEvent('c1', 2));
    await expect.poll(() => got).toEqual([second]);
    expect(page.state().refused).toMatchObject([
      { eventId: first, error: { code: 'crm-refused', message: 'number: too long' } },
    ]);
    refusing = false;
    page.delivery.retry(first ?? '');
    await expect.poll(() => got).toEqual([second, first]);
    await expect.poll(() => page.state()).toMatchObject({ count: 0, refused: [] });
  });

  it('are asked to wait by Retry-After, and wait', async () => {
    const times: number[] = [];
    const page = openPage({
      deliver: () => {
        times.push(page.clock.now());
        if (times.length === 1) throw new CrmError('later', 'busy', { retryAfterMs: 90_000 });
      },
    });
    page.tell(sampleEvent('c1'));
    await expect.poll(() => page.state().status).toBe('waiting');
    page.clock.advance(89_999);
    page.clock.advance(1);
    await expect.poll(() => page.state().count).toBe(0);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(90_000);
  });
});

describe('whatever goes wrong', () => {
  it('every event arrives, and those of a call in order', async () => {
    const run = fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 25 }),
      fc.infiniteStream(fc.constantFrom('ok', 'down', 'lost')),
      async (callsOfEvents, fates) => {
        const got: DialerEvent[] = [];
        const keys = new Set<string>();
        const page = openPage({
          deliver(event, { idempotencyKey }) {
            const { value: fate } = fates.next();
            if (fate === 'down') return down();
            if (!keys.has(idempotencyKey)) got.push(event);
            keys.add(idempotencyKey);
            return fate === 'lost' ? Promise.reject(new TypeError('Failed to fetch')) : undefined;
          },
        });
        const events = callsOfEvents.map((call, at) => sampleEvent(`c${call}`, at + 1));
        page.tell(...events);
        await expect
          .poll(
            () => {
              page.clock.advance(60_000);
              return page.state().status === 'idle' && page.state().count === 0 && got.length === events.length;
            },
            { interval: 1, timeout: 10_000 },
          )
          .toBe(true);
        for (const call of ['c0', 'c1', 'c2', 'c3']) {
          const order = (all: readonly DialerEvent[]) =>
            all.filter(({ subject }) => subject === call).map(({ sequence }) => sequence);
          expect(order(got)).toEqual(order(events));
        }
        await page.delivery.dispose();
      },
    );
    await fc.assert(run, { numRuns: 25, seed: 7 });
  }, 60_000);
});

describe('when nobody takes the events', () => {
  it('it says so at 80 percent, takes no more when it is full, loses none it took, and clears', async () => {
    let failing = true;
    const got: string[] = [];
    const page = openPage({
      maxEvents: 10,
      deliver: (event) => {
        if (failing) return down();
        got.push(event.id);
        return Promise.resolve();
      },
    });
    const rooms: string[] = [];
    page.delivery.state.subscribe(() => {
      const { room } = page.state();
      if (rooms.at(-1) !== room) rooms.push(room);
    });
    const kept = Array.from({ length: 10 }, (_, at) => page.tell(sampleEvent(`c${at}`, at + 1))).flat();
    await expect.poll(() => page.state().room).toBe('none');
    page.tell(sampleEvent('c11'), sampleEvent('c12'));
    await expect.poll(() => page.state()).toMatchObject({ count: 10, dropped: 2 });
    failing = false;
    await expect
      .poll(() => {
        page.clock.advance(30_000);
        return page.state().count;
      })
      .toBe(0);
    expect([...got].sort()).toEqual([...kept].sort());
    expect(rooms).toEqual(['enough', 'short', 'none', 'short', 'enough']);
  });

  it('what the storage refuses waits in memory, in order', async () => {
    const storage = createMemoryStorage();
    let full = true;
    const openEvents = async () => {
      const store = await storage.openEvents();
      const add: typeof store.add = (...args) => (full ? Promise.reject(new Error('full')) : store.add(...args));
      return { ...store, add };
    };
    const page = openPage({ storage: { ...storage, openEvents } });
    const ids = page.tell(sampleEvent('c1', 1), sampleEvent('c1', 2));
    await expect.poll(() => page.state().status).toBe('idle');
    expect(page.got).toEqual([]);
    full = false;
    page.clock.advance(30_000);
    await expect.poll(() => page.got).toEqual(ids);
  });

  it('erasing a customer erases the events of the calls', async () => {
    const { dialer, storage } = await connected();
    const delivery = createEventDelivery({ dialer, storage, types: ['dialdeck.call.started'], deliver: down });
    const call = dialer.call('2025550100');
    await expect.poll(() => delivery.state.snapshot.count).toBe(1);
    await call.hangUp();
    const report = await dialer.records.eraseCustomer({ numbers: ['2025550100'] });
    expect(report.erased).toContainEqual({ what: 'events', count: 1 });
    expect(await (await storage.openEvents()).listOpen()).toEqual([]);
    await dialer.dispose();
  });
});

it('a wrong option is named', () => {
  expect(codeOf(() => createEventDelivery({} as EventDeliveryOptions))).toBe('config-invalid');
});
