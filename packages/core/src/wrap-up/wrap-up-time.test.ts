import { describe, expect, it } from 'vitest';
import type { DialerOptions } from '../config.js';
import { connected } from '../testing/connected-dialer.js';

async function afterCall(options: Partial<DialerOptions> = {}) {
  const world = await connected(options);
  const call = world.dialer.call('2025550100');
  world.phone.lastLine.pickUp();
  world.clock.advance(20_000);
  world.phone.lastLine.end({ reason: 'hung-up', by: 'remote' });
  return { ...world, call, wrapUp: () => world.dialer.state.snapshot.wrapUp };
}

describe('the time for the work after a call', () => {
  it('can be extended, as often as the rules say', async () => {
    const { dialer, clock, wrapUp } = await afterCall({ wrapUp: { seconds: 60, extendSeconds: 20, maxExtensions: 1 } });
    expect(wrapUp()).toMatchObject({ until: clock.now() + 60_000, extensionsLeft: 1 });
    dialer.wrapUp.extend();
    expect(wrapUp()).toMatchObject({ until: clock.now() + 80_000, extensionsLeft: 0 });
    dialer.wrapUp.extend();
    expect(wrapUp()?.until).toBe(clock.now() + 80_000);
  });

  it('ends with the result the rules name, and what was typed is kept', async () => {
    const { dialer, clock, wrapUp, storage, call, events } = await afterCall({
      wrapUp: { seconds: 60, timeoutDisposition: 'timeout' },
      dispositions: [
        { id: 'sale', label: 'Sale' },
        { id: 'timeout', label: 'Time-out', selectable: false },
      ],
    });
    dialer.wrapUp.setNote('Wants blue');
    clock.advance(60_000);
    await expect.poll(wrapUp).toBeUndefined();
    expect(await storage.getRecord(call.id)).toMatchObject({ disposition: 'timeout', note: 'Wants blue' });
    expect(events.find(({ type }) => type === 'dialdeck.wrap-up.completed')?.data).toMatchObject({ timedOut: true });
  });

  it('without such a result only says that it is over; nothing is lost', async () => {
    const { dialer, clock, wrapUp } = await afterCall({ wrapUp: { seconds: 60 } });
    clock.advance(60_000);
    expect(wrapUp()).toMatchObject({ overdue: true });
    dialer.wrapUp.extend();
    expect(wrapUp()).toMatchObject({ until: clock.now() + 30_000 });
    expect(wrapUp()?.overdue).toBeUndefined();
    await dialer.wrapUp.complete({ disposition: 'sale' });
    expect(wrapUp()).toBeUndefined();
  });
});

describe('a result', () => {
  const dispositions = [
    { id: 'complaint', label: 'Complaint', noteRequired: true },
    { id: 'callback', label: 'Call back', callback: true },
    { id: 'pitch', label: 'Heard the offer', minTalkSeconds: 30 },
    { id: 'drop', label: 'Dropped', selectable: false },
  ];

  it.each([
    ['a note where one is needed', { disposition: 'complaint', note: ' ' }, 'note-required'],
    ['a time where one is needed', { disposition: 'callback' }, 'callback-required'],
    ['a time that is still to come', { disposition: 'callback', callbackAt: 1 }, 'callback-required'],
    ['a talk as long as it says', { disposition: 'pitch' }, 'disposition-not-fitting'],
    ['to be for agents', { disposition: 'drop' }, 'disposition-not-fitting'],
    ['to exist', { disposition: 'nonsense' }, 'disposition-unknown'],
  ])('needs %s, and the wrap-up stays open until then', async (_what, result, code) => {
    const { dialer, wrapUp } = await afterCall({ dispositions });
    await expect(dialer.wrapUp.complete(result)).rejects.toMatchObject({ code });
    expect(wrapUp()).toBeDefined();
  });

  it('takes the note that was written during the call', async () => {
    const { dialer, wrapUp } = await afterCall({ dispositions });
    dialer.wrapUp.setNote('Broken on arrival');
    await dialer.wrapUp.complete({ disposition: 'complaint' });
    expect(wrapUp()).toBeUndefined();
  });
});
