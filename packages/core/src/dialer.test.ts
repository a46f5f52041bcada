import { describe, expect, it } from 'vitest';
import { createDialer } from './dialer.js';
import { DialerError } from './errors.js';
import { createMemoryStorage } from './storage/memory.js';
import { codeOf, connected } from './testing/connected-dialer.js';
import { FakePhone } from './testing/index.js';

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
