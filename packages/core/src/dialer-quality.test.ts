import { describe, expect, it } from 'vitest';
import { parseDialerEvent } from './dialer-event-schema.js';
import type { AudioMeasurement } from './phone/phone.js';
import { connected } from './testing/connected-dialer.js';

type Connected = Awaited<ReturnType<typeof connected>>;

const flowed = (seconds: number, fields: Partial<AudioMeasurement> = {}): AudioMeasurement => ({
  packetsSent: seconds * 50,
  packetsReceived: seconds * 50,
  packetsLost: 0,
  energySent: seconds,
  energyReceived: seconds,
  roundTripTime: 0.04,
  jitter: 0.002,
  ...fields,
});

/** A dialer in a call whose audio is measured. */
async function talking() {
  const all = await connected();
  const call = all.dialer.call('2025550100');
  const line = all.phone.lastLine;
  line.pickUp();
  // What measures is loaded when the first call is answered.
  await import('./calls/call-care.js');
  await settled();
  let seconds = 0;
  const hear = async (times: number, fields: (seconds: number) => Partial<AudioMeasurement> = () => ({})) => {
    for (let i = 0; i < times; i++) {
      seconds += 1;
      line.measurement = flowed(seconds, fields(seconds));
      all.clock.advance(1_000);
      await settled();
    }
  };
  return { ...all, call, line, hear };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

const ofType = ({ events }: Pick<Connected, 'events'>, pattern: RegExp) =>
  events
    .filter(({ type }) => pattern.test(type))
    .map(({ type, data }) => [type.replace('dialdeck.', ''), data] as const);

const late = () => ({ roundTripTime: 0.7 });

describe('a call that is talked on', () => {
  it('says how it sounds, and tells when the word for it changes, once', async () => {
    const { call, hear, events } = await talking();
    await hear(6);
    expect(call.state.snapshot).toMatchObject({ quality: { mos: 4.4, band: 'good', rttMs: 40, jitterMs: 2, loss: 0 } });
    await hear(12, late);
    expect(call.state.snapshot).toMatchObject({ quality: { band: 'poor', rttMs: 700 } });
    const changes = ofType({ events }, /quality-changed/).map(([, data]) => data);
    expect(changes.map((data) => 'band' in data && data.band)).toEqual(['good', 'fair', 'poor']);
    expect(changes[0]).toMatchObject({ callId: call.id, number: '2025550100', mos: 4.4 });
  });

  it('warns in pairs, in the state and as events', async () => {
    const { dialer, hear, events } = await talking();
    await hear(8, late);
    expect(dialer.state.snapshot.warnings).toEqual(['high-rtt', 'low-mos']);
    await hear(8);
    expect(dialer.state.snapshot.warnings).toEqual([]);
    expect(ofType({ events }, /warning/)).toEqual([
      ['warning.raised', { code: 'high-rtt' }],
      ['warning.raised', { code: 'low-mos' }],
      ['warning.cleared', { code: 'high-rtt' }],
      ['warning.cleared', { code: 'low-mos' }],
    ]);
  });

  it.each(['local', 'remote'] as const)('is quiet while it is on hold (%s)', async (by) => {
    const { dialer, line, hear } = await talking();
    await hear(8, late);
    line.emit({ type: 'held', held: true, by });
    expect(dialer.state.snapshot.warnings).toEqual([]);
    const asked = line.measurement;
    await hear(8, () => ({ packetsReceived: asked?.packetsReceived ?? 0 }));
    expect(dialer.state.snapshot.warnings, 'nothing arrives, and nothing should').toEqual([]);
    line.emit({ type: 'held', held: false, by });
    await hear(5, (seconds) => ({ packetsReceived: (asked?.packetsReceived ?? 0) + seconds }));
    expect(dialer.state.snapshot.warnings).toEqual([]);
  });

  it('warns that nothing is heard, until the call ends', async () => {
    const { dialer, line, hear } = await talking();
    await hear(4, () => ({ packetsReceived: 0 }));
    expect(dialer.state.snapshot.warnings).toEqual(['no-inbound-audio']);
    line.end();
    expect(dialer.state.snapshot.warnings).toEqual([]);
  });

  it('is not measured any more when it has ended', async () => {
    const { line, hear } = await talking();
    let asked = 0;
    line.measure = async () => {
      asked += 1;
      return flowed(asked);
    };
    await hear(3);
    expect(asked).toBe(3);
    line.end();
    await hear(3);
    expect(asked).toBe(3);
  });

  it('writes how it sounded into its record', async () => {
    const { dialer, call, line, storage, hear } = await talking();
    await hear(11);
    line.end();
    await dialer.records.search();
    const record = await storage.getRecord(call.id);
    expect(record).toMatchObject({ outcome: 'answered' });
    expect(record?.quality).toEqual({ seconds: 10, mosMin: 4.38, mosMean: 4.38, rttMs: 40, jitterMs: 2, loss: 0 });
  });

  it('does not write its record again with every second', async () => {
    const { hear, events } = await talking();
    await hear(4, (seconds) => ({ roundTripTime: seconds / 100 }));
    const saved = ofType({ events }, /record.saved/).length;
    await hear(4, (seconds) => ({ roundTripTime: seconds / 100 }));
    expect(ofType({ events }, /record.saved/)).toHaveLength(saved);
  });
});

describe('what the agent thought of a call', () => {
  it('is kept in the record while the call goes on and after it', async () => {
    const { dialer, call, line, hear, events } = await talking();
    await dialer.rateCall({ callId: call.id, score: 2, issue: 'echo' });
    await hear(2);
    call.setNote('wants 25');
    line.end();
    expect(await dialer.records.get(call.id)).toMatchObject({ rating: { score: 2, issue: 'echo' }, note: 'wants 25' });
    await dialer.rateCall({ callId: call.id, score: 5 });
    await dialer.wrapUp.complete({ disposition: 'sale' });
    expect(await dialer.records.get(call.id)).toMatchObject({ rating: { score: 5 }, disposition: 'sale' });
    expect(ofType({ events }, /rated/).map(([, data]) => data)).toMatchObject([
      { callId: call.id, score: 2, issue: 'echo', number: '2025550100' },
      { callId: call.id, score: 5 },
    ]);
  });

  it.each([
    [{ score: 0 }, 'feedback-invalid'],
    [{ score: 4.5 }, 'feedback-invalid'],
    [{ score: 3, issue: 'ghosts' }, 'feedback-invalid'],
    [{ score: 3, callId: 'nobody' }, 'record-not-found'],
  ])('%o is refused: %s', async (wrong, code) => {
    const { dialer, call } = await talking();
    const rating = { callId: call.id, ...wrong } as unknown as Parameters<typeof dialer.rateCall>[0];
    await expect(dialer.rateCall(rating)).rejects.toMatchObject({ code });
    expect((await dialer.records.get(call.id))?.rating).toBeUndefined();
  });

  it('reaches whoever listens, with the quality of the call', async () => {
    const { dialer, call, line, hear, events } = await talking();
    await hear(3);
    line.end();
    await dialer.reportProblem({ callId: call.id, text: '  They hear themselves.  ' });
    await dialer.reportProblem({ text: 'The keypad is slow.' });
    expect(ofType({ events }, /problem/).map(([, data]) => data)).toMatchObject([
      { text: 'They hear themselves.', call: { callId: call.id, quality: { seconds: 2 } } },
      { text: 'The keypad is slow.' },
    ]);
    await expect(dialer.reportProblem({ text: ' ' })).rejects.toMatchObject({ code: 'feedback-invalid' });
    await expect(dialer.reportProblem({ text: 'x', callId: 'nobody' })).rejects.toMatchObject({
      code: 'record-not-found',
    });
  });
});

describe('every event about quality', () => {
  it('is what its schema says', async () => {
    const { dialer, call, line, hear, events } = await talking();
    await hear(8, late);
    line.end();
    await dialer.rateCall({ callId: call.id, score: 1, issue: 'other' });
    await dialer.reportProblem({ callId: call.id, text: 'x' });
    await dialer.records.search();
    expect(ofType({ events }, /quality|rated|problem|warning/).length).toBeGreaterThan(6);
    for (const event of events) expect(parseDialerEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });
});
