import { describe, expect, it } from 'vitest';
import { createDialer } from './dialer.js';
import type { DialerEvent } from './dialer-events.js';
import { DialerError, isDialerError } from './errors.js';
import { createMemoryStorage } from './storage/memory.js';
import { createManualClock, FakePhone } from './testing/index.js';

async function connected(options: Partial<Parameters<typeof createDialer>[0]> = {}) {
  const phone = new FakePhone();
  const clock = createManualClock();
  const storage = createMemoryStorage();
  const dialer = createDialer({ phone, clock, storage, ...options });
  const events: DialerEvent[] = [];
  dialer.events.listen((event) => events.push(event));
  await dialer.connect();
  return { phone, clock, storage, dialer, events };
}

const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return isDialerError(error) ? error.code : error;
  }
  return undefined;
};

describe('an outgoing call', () => {
  it('is returned before anything is signalled and goes from dialing over ringing to active and ended', async () => {
    const { phone, dialer, clock } = await connected();
    const call = dialer.call('+1 (202) 555-0100');
    expect(call.state.snapshot.status).toBe('dialing');
    expect(phone.dialed[0]?.number).toBe('+12025550100');
    const line = phone.lastLine;
    line.emit({ type: 'ringing', earlyMedia: false });
    expect(dialer.state.snapshot.calls[0]?.status).toBe('ringing');
    clock.advance(2_000);
    line.emit({ type: 'answered' });
    expect(await call.answered).toBe(true);
    expect(dialer.state.snapshot.activeCallId).toBe(call.id);
    clock.advance(4_000);
    line.end();
    expect(await call.ended).toEqual({ reason: 'hung-up', by: 'remote' });
    expect(dialer.state.snapshot.calls).toEqual([]);
  });

  it('leaves a record that says how long it lasted', async () => {
    const { phone, dialer, clock } = await connected();
    const call = dialer.call('2025550100');
    phone.lastLine.pickUp();
    clock.advance(65_000);
    call.hangUp();
    await call.ended;
    expect((await dialer.records.search()).records).toMatchObject([
      { id: call.id, outcome: 'answered', talkMs: 65_000, number: '2025550100', end: { by: 'local' } },
    ]);
  });

  it.each([
    ['busy', { reason: 'busy', sip: { code: 486, phrase: 'Busy Here' } }],
    ['declined', { reason: 'declined', sip: { code: 603, phrase: 'Decline' } }],
    ['not-found', { reason: 'not-found', sip: { code: 404, phrase: 'Not Found' } }],
    ['failed', { reason: 'failed', error: { code: 'server-error', message: '503' } }],
  ] as const)('that ends as %s is in the records as that', async (outcome, end) => {
    const { phone, dialer } = await connected();
    const call = dialer.call('2025550100');
    phone.lastLine.end(end);
    expect(await call.answered).toBe(false);
    expect(await dialer.records.get(call.id)).toMatchObject({ outcome, talkMs: 0 });
  });

  it('that nobody answers is given up at the ring limit and counts as no answer, not as cancelled', async () => {
    const { phone, dialer, clock } = await connected({ ringLimitSeconds: 20 });
    const call = dialer.call('2025550100');
    clock.advance(15_000);
    phone.lastLine.emit({ type: 'ringing', earlyMedia: false });
    clock.advance(19_999);
    expect(call.state.snapshot.status).toBe('ringing');
    clock.advance(1);
    expect(await call.ended).toMatchObject({ reason: 'no-answer', by: 'system' });
    expect(await dialer.records.get(call.id)).toMatchObject({ outcome: 'no-answer' });
  });

  it('that the agent gives up counts as cancelled', async () => {
    const { dialer } = await connected();
    const call = dialer.call('2025550100');
    call.hangUp();
    expect(await call.ended).toMatchObject({ reason: 'cancelled', by: 'local' });
  });

  it('is refused with a reason while the phone is not connected', () => {
    const dialer = createDialer({ phone: new FakePhone() });
    expect(codeOf(() => dialer.call('2025550100'))).toBe('not-connected');
  });

  it('is refused with a reason when the number is none', async () => {
    const { dialer } = await connected();
    expect(codeOf(() => dialer.call('call me'))).toBe('number-invalid');
    expect(dialer.state.snapshot.calls).toEqual([]);
  });

  it('shows a blocked microphone as the reason and in the state', async () => {
    const { phone, dialer } = await connected();
    phone.microphoneError = new DialerError('microphone-denied', 'blocked');
    const call = dialer.call('2025550100');
    expect(await call.ended).toMatchObject({ reason: 'failed', error: { code: 'microphone-denied' } });
    expect(dialer.state.snapshot.wrapUp, 'nothing happened that has a result').toBeUndefined();
    expect(dialer.state.snapshot.microphone).toMatchObject({ status: 'failed', error: { code: 'microphone-denied' } });
  });
});

describe('an incoming call', () => {
  it('rings, is answered, and puts the call before it on hold', async () => {
    const { phone, dialer } = await connected();
    dialer.call('2025550100');
    const first = phone.lastLine;
    first.pickUp();
    const second = phone.ring({ number: '3125550178', name: 'Tom Becker' });
    const incoming = dialer.state.snapshot.calls[1];
    expect(incoming).toMatchObject({ status: 'incoming', name: 'Tom Becker' });
    const call = dialer.findCall(incoming?.id ?? '');
    call?.answer();
    await call?.answered;
    expect(first.commands).toContain('setHeld true');
    expect(second.commands).toEqual(['answer']);
    expect(dialer.state.snapshot.activeCallId).toBe(call?.id);
  });

  it('that nobody answers is missed, and asks for no result', async () => {
    const { phone, dialer } = await connected();
    const line = phone.ring({ number: '3125550178' });
    const id = dialer.state.snapshot.calls[0]?.id ?? '';
    line.end({ reason: 'cancelled' });
    expect(await dialer.records.get(id)).toMatchObject({ outcome: 'missed', direction: 'incoming' });
    expect(dialer.state.snapshot.wrapUp).toBeUndefined();
  });

  it('that was answered elsewhere is not missed', async () => {
    const { phone, dialer } = await connected();
    const line = phone.ring({ number: '3125550178' });
    const id = dialer.state.snapshot.calls[0]?.id ?? '';
    line.end({ reason: 'answered-elsewhere' });
    expect(await dialer.records.get(id)).toMatchObject({ outcome: 'answered-elsewhere' });
  });

  it('one too many hears busy, rings nowhere, and still has a record', async () => {
    const { phone, dialer } = await connected({ maxCalls: 1 });
    dialer.call('2025550100');
    const line = phone.ring({ number: '3125550178' });
    expect(line.commands).toEqual(['reject 486']);
    expect(dialer.state.snapshot.calls).toHaveLength(1);
    await new Promise<void>((resolve) => {
      dialer.events.listen(({ type }) => type === 'dialdeck.record.saved' && resolve());
    });
    expect((await dialer.records.search({ number: '3125550178' })).records).toMatchObject([{ outcome: 'missed' }]);
  });
});

describe('two calls', () => {
  it('never talk at once: resuming one holds the other', async () => {
    const { phone, dialer } = await connected();
    const a = dialer.call('2025550100');
    phone.lastLine.pickUp();
    const b = dialer.call('2025550101');
    phone.lastLine.pickUp();
    expect(a.state.snapshot).toMatchObject({ held: true });
    await a.setHeld(false);
    expect(a.state.snapshot).toMatchObject({ held: false });
    expect(b.state.snapshot).toMatchObject({ held: true });
    expect(dialer.state.snapshot.activeCallId).toBe(a.id);
  });

  it('mute the one whose far end refuses hold, so that it hears nothing', async () => {
    const { phone, dialer } = await connected();
    const a = dialer.call('2025550100');
    phone.lastLine.refusesHold = true;
    phone.lastLine.pickUp();
    dialer.call('2025550101');
    await expect.poll(() => a.state.snapshot).toMatchObject({ held: false, muted: true });
  });
});

describe('the work after a call', () => {
  it('stores the result with the note written during the call', async () => {
    const { phone, dialer } = await connected();
    const call = dialer.call('2025550100');
    phone.lastLine.pickUp();
    call.setNote('Wants 25 seats');
    call.hangUp();
    expect(dialer.state.snapshot.wrapUp).toMatchObject({ callId: call.id, note: 'Wants 25 seats' });
    await dialer.wrapUp.complete({ disposition: 'sale' });
    expect(dialer.state.snapshot.wrapUp).toBeUndefined();
    expect(await dialer.records.get(call.id)).toMatchObject({ disposition: 'sale', note: 'Wants 25 seats' });
  });

  it('waits for each of two calls in turn', async () => {
    const { phone, dialer } = await connected();
    const a = dialer.call('2025550100');
    const b = dialer.call('2025550101');
    for (const line of phone.lines) line.end({ reason: 'busy' });
    expect(dialer.state.snapshot).toMatchObject({ wrapUp: { callId: a.id }, wrapUpsWaiting: 1 });
    await dialer.wrapUp.complete({ disposition: 'voicemail' });
    expect(dialer.state.snapshot).toMatchObject({ wrapUp: { callId: b.id }, wrapUpsWaiting: 0 });
  });

  it('refuses a result that is not offered, and keeps waiting', async () => {
    const { dialer } = await connected();
    dialer.call('2025550100').hangUp();
    await expect(dialer.wrapUp.complete({ disposition: 'maybe' })).rejects.toMatchObject({
      code: 'disposition-unknown',
    });
    expect(dialer.state.snapshot.wrapUp).toBeDefined();
  });

  it('keeps waiting when the result could not be stored', async () => {
    const storage = createMemoryStorage();
    const { dialer } = await connected({ storage });
    const call = dialer.call('2025550100');
    call.hangUp();
    await expect.poll(() => dialer.records.get(call.id)).toMatchObject({ outcome: 'cancelled' });
    const { saveRecord } = storage;
    storage.saveRecord = () => Promise.reject(new DialerError('storage-full', 'full'));
    await expect(dialer.wrapUp.complete({ disposition: 'sale', note: 'kept' })).rejects.toMatchObject({
      code: 'storage-full',
    });
    expect(dialer.state.snapshot).toMatchObject({ wrapUp: { callId: call.id }, warnings: ['record-unsaved'] });
    storage.saveRecord = saveRecord;
    await dialer.wrapUp.complete({ disposition: 'sale', note: 'kept' });
    expect(await dialer.records.get(call.id)).toMatchObject({ disposition: 'sale', note: 'kept' });
    expect(dialer.state.snapshot.warnings).toEqual([]);
  });
});

describe('events', () => {
  it('tell every fact once, in order, numbered without gaps', async () => {
    const { phone, dialer, events } = await connected();
    const call = dialer.call('2025550100');
    phone.lastLine.pickUp();
    call.setMuted(true);
    call.hangUp();
    await dialer.wrapUp.complete({ disposition: 'sale' });
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    const told = events.map(({ type }) => type).filter((type) => type !== 'dialdeck.record.saved');
    expect(told).toEqual([
      'dialdeck.connection.changed',
      'dialdeck.call.started',
      'dialdeck.call.ringing',
      'dialdeck.call.answered',
      'dialdeck.call.muted',
      'dialdeck.call.ended',
      'dialdeck.wrap-up.started',
      'dialdeck.wrap-up.completed',
    ]);
    expect(JSON.parse(JSON.stringify(events))).toEqual(events);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });
});

describe('who it is', () => {
  it('comes from the directory and reaches state, record and wrap-up', async () => {
    const maya = { id: 'c1', name: 'Maya Okafor', company: 'Brightwater', numbers: [{ number: '+12025550100' }] };
    const { phone, dialer } = await connected({ customers: { findByNumber: async () => [maya] } });
    const call = dialer.call('+12025550100');
    await expect.poll(() => dialer.state.snapshot.calls[0]?.customers).toEqual([maya]);
    phone.lastLine.end({ reason: 'busy' });
    await expect.poll(() => dialer.records.get(call.id)).toMatchObject({ customerId: 'c1', name: 'Maya Okafor' });
    expect(dialer.state.snapshot.wrapUp?.customers).toEqual([maya]);
  });

  it('stays open when the CRM is broken, and the call goes on', async () => {
    const { phone, dialer } = await connected({ customers: { findByNumber: () => Promise.reject(new Error('502')) } });
    dialer.call('+12025550100');
    phone.lastLine.pickUp();
    await expect.poll(() => dialer.state.snapshot.warnings).toEqual(['customer-lookup-failed']);
    expect(dialer.state.snapshot.calls[0]?.status).toBe('active');
  });
});

describe('state', () => {
  it('is frozen, and stays the same object until something changes', async () => {
    const { dialer, phone } = await connected();
    const before = dialer.state.snapshot;
    phone.setMicrophone(phone.microphone.snapshot);
    expect(dialer.state.snapshot).toBe(before);
    expect(Object.isFrozen(before) && Object.isFrozen(before.calls)).toBe(true);
  });
});

describe('dispose', () => {
  it('hangs up, stores what happened, and refuses further calls', async () => {
    const { dialer, phone, storage } = await connected();
    const call = dialer.call('2025550100');
    phone.lastLine.pickUp();
    await dialer.dispose();
    expect(await storage.getRecord(call.id)).toMatchObject({ outcome: 'answered' });
    expect(codeOf(() => dialer.call('2025550100'))).toBe('disposed');
  });
});

describe('wrong options', () => {
  it('are all named, each with its value, the rule and the fix', () => {
    const wrong = { phone: {}, maxCalls: 0, ringLimitSecond: 3 } as unknown as Parameters<typeof createDialer>[0];
    expect(() => createDialer(wrong)).toThrow(
      /phone[\s\S]*createSipPhone[\s\S]*maxCalls is 0[\s\S]*1 to 8[\s\S]*ringLimitSeconds\?/,
    );
  });
});
