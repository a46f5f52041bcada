import { describe, expect, it } from 'vitest';
import { createDialer } from '../dialer.js';
import type { DialerEvent } from '../dialer-events.js';
import type { CallRecord } from '../records/call-record.js';
import { createMemoryStorage } from '../storage/memory.js';
import type { Storage } from '../storage/storage.js';
import { createManualClock, FakePhone, type ManualClock } from '../testing/index.js';

const ticket = { callId: 'c1', localTag: 'ours', remoteTag: 'theirs', target: 'sip:2025550100@pbx.test' };

/** The next page: the same records, and every other owner is gone. */
function nextStorage(storage: Storage, owner = 'the next page'): Storage {
  return {
    ...storage,
    owner,
    async findOrphans() {
      const { records } = await storage.searchRecords({});
      return records.filter((record) => record.outcome === 'in-progress' && record.owner !== owner);
    },
  };
}

/** A page in mid-call, left without a word. Its clock stands still: it gives no sign of life any more. */
async function talkAndDie(storage: Storage) {
  const clock = createManualClock();
  const phone = new FakePhone();
  const dialer = createDialer({ phone, clock, storage });
  await dialer.connect();
  const call = dialer.call('2025550100');
  phone.lastLine.ticket = ticket;
  phone.lastLine.pickUp();
  await expect.poll(() => dialer.records.get(call.id)).toMatchObject({ resume: { line: ticket } });
  return { dialer, call, phone };
}

async function nextPage(clock: ManualClock, storage: Storage, phone = new FakePhone()) {
  const dialer = createDialer({ phone, clock, storage });
  const events: DialerEvent[] = [];
  dialer.events.listen((event) => events.push(event));
  return { dialer, phone, events };
}

const recordIn = async (storage: Storage, id: string) => (await storage.getRecord(id)) as CallRecord;

function setUp() {
  const clock = createManualClock();
  const storage = createMemoryStorage();
  return { clock, storage, next: nextStorage(storage) };
}

describe('a call whose page was reloaded', () => {
  it('goes on in the next page: the same id, the same record, and the gap in it', async () => {
    const { clock, storage, next } = setUp();
    const { call } = await talkAndDie(storage);
    const died = (await recordIn(storage, call.id)).seenAt;
    clock.advance(4_000);
    const { dialer, phone, events } = await nextPage(clock, next);
    await dialer.connect();
    await expect.poll(() => phone.resumed).toEqual([ticket]);
    expect(dialer.state.snapshot.warnings).toEqual(['call-resuming']);
    phone.lastLine.pickUp();
    const { answeredAt, startedAt } = call.state.snapshot as { answeredAt: number; startedAt: number };
    expect(dialer.state.snapshot.calls).toMatchObject([{ id: call.id, status: 'active', answeredAt, startedAt }]);
    await expect.poll(() => dialer.state.snapshot.warnings).toEqual([]);

    phone.lastLine.end();
    await expect
      .poll(() => recordIn(storage, call.id))
      .toMatchObject({
        owner: 'the next page',
        outcome: 'answered',
        talkMs: 4_000,
        interruptions: [{ from: died, to: died + 4_000 }],
      });
    expect((await recordIn(storage, call.id)).resume).toBeUndefined();
    const about = events.filter(({ type }) => type.startsWith('dialdeck.call.')).map(({ type }) => type);
    expect(about).toEqual(['dialdeck.call.resumed', 'dialdeck.call.ended']);
  });

  it('can be resumed again, by what its new line offers', async () => {
    const { clock, storage, next } = setUp();
    const { call } = await talkAndDie(storage);
    const { dialer, phone } = await nextPage(clock, next);
    await dialer.connect();
    await expect.poll(() => phone.resumed).toHaveLength(1);
    phone.lastLine.pickUp();
    await expect.poll(() => recordIn(storage, call.id)).toMatchObject({ resume: { line: { callId: 'c1-2' } } });
  });

  it('is muted and on hold as it was: nobody hears the room because a page was reloaded', async () => {
    const { clock, storage, next } = setUp();
    const { call } = await talkAndDie(storage);
    call.setMuted(true);
    await call.setHeld(true);
    await expect.poll(() => recordIn(storage, call.id)).toMatchObject({ resume: { held: true, muted: true } });
    const { dialer, phone } = await nextPage(clock, next);
    await dialer.connect();
    await expect.poll(() => phone.resumed).toHaveLength(1);
    phone.lastLine.pickUp();
    await expect.poll(() => dialer.state.snapshot.calls).toMatchObject([{ muted: true, held: true }]);
  });

  it('that was in a conference is a call of its own, and the other one waits', async () => {
    const { clock, storage, next } = setUp();
    const { call, dialer: old, phone: oldPhone } = await talkAndDie(storage);
    const other = old.call('2025550101');
    oldPhone.lastLine.ticket = { ...ticket, callId: 'c2' };
    oldPhone.lastLine.pickUp();
    await other.merge(call);
    for (const { id } of [call, other])
      await expect.poll(() => recordIn(storage, id)).toMatchObject({ resume: { held: false } });
    const { dialer, phone } = await nextPage(clock, next);
    await dialer.connect();
    const held = () => {
      for (const line of phone.lines) line.pickUp();
      return dialer.state.snapshot.calls.map((each) => each.status === 'active' && each.held).sort();
    };
    await expect.poll(held).toEqual([false, true]);
    expect(dialer.state.snapshot.calls.some((each) => 'mergedWith' in each)).toBe(false);
  });

  it('is interrupted when the far end refuses, and the record says why', async () => {
    const { clock, storage, next } = setUp();
    const { call } = await talkAndDie(storage);
    const { dialer, phone } = await nextPage(clock, next);
    await dialer.connect();
    await expect.poll(() => phone.resumed).toHaveLength(1);
    const sip = { code: 481, phrase: 'Call Does Not Exist' };
    phone.lastLine.end({ reason: 'failed', by: 'system', sip, error: { code: 'call-rejected', message: 'SIP 481.' } });
    await expect
      .poll(() => recordIn(storage, call.id))
      .toMatchObject({
        outcome: 'interrupted',
        end: { reason: 'failed', by: 'system', sip, error: { code: 'call-not-resumed', message: 'SIP 481.' } },
      });
    expect(dialer.state.snapshot.calls).toEqual([]);
    expect((await recordIn(storage, call.id)).resume).toBeUndefined();
  });

  it('is interrupted when nobody connects within a minute', async () => {
    const { clock, storage, next } = setUp();
    const { call } = await talkAndDie(storage);
    const { dialer } = await nextPage(clock, next);
    const outcome = async () => {
      clock.advance(20_000);
      return recordIn(storage, call.id);
    };
    await expect.poll(outcome).toMatchObject({ outcome: 'interrupted', end: { error: { code: 'call-not-resumed' } } });
    expect(dialer.state.snapshot.connection.status).toBe('offline');
  });

  it('is not tried when its page was seen more than a minute ago', async () => {
    const { clock, storage, next } = setUp();
    const { call, dialer: first } = await talkAndDie(storage);
    const { seenAt, ...record } = await recordIn(storage, call.id);
    await first.dispose();
    await storage.saveRecord({ ...record, seenAt, revision: 99 });
    clock.advance(61_000);
    const { dialer, phone } = await nextPage(clock, next);
    await dialer.connect();
    await expect.poll(() => recordIn(storage, call.id)).toMatchObject({ outcome: 'interrupted', endedAt: seenAt });
    expect(phone.resumed).toEqual([]);
  });

  it('is interrupted at once with a telephone that cannot take calls up', async () => {
    const { clock, storage, next } = setUp();
    const { call } = await talkAndDie(storage);
    await nextPage(clock, next, Object.assign(new FakePhone(), { resume: undefined }));
    await expect.poll(() => recordIn(storage, call.id)).toMatchObject({ outcome: 'interrupted' });
  });

  it('is taken up by one of two tabs that find it', async () => {
    const { clock, storage, next } = setUp();
    await talkAndDie(storage);
    const one = await nextPage(clock, next);
    const two = await nextPage(clock, nextStorage(storage, 'another tab'));
    await Promise.all([one.dialer.connect(), two.dialer.connect()]);
    const warned = () => [one, two].flatMap(({ dialer }) => dialer.state.snapshot.warnings);
    await expect.poll(warned).toEqual(['call-resuming']);
    expect([...one.phone.resumed, ...two.phone.resumed]).toEqual([ticket]);
  });

  it('tells its ticket to nobody: no event carries it', async () => {
    const { storage } = setUp();
    const { dialer, call, phone } = await talkAndDie(storage);
    const events: DialerEvent[] = [];
    dialer.events.listen((event) => events.push(event));
    call.setMuted(true);
    phone.lastLine.end();
    await expect.poll(() => events.map(({ type }) => type)).toContain('dialdeck.record.saved');
    expect(JSON.stringify(events)).not.toContain('theirs');
  });
});
