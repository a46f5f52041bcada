import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleRecording } from '../testing/recording-store-contract.js';
import { planRetention } from './retention.js';

const limits = { maxTotalBytes: 100, keepMs: 60 * 60_000 };
const start = sampleRecording('me').startedAt;
const recording = (id: string, minutes: number, fields: object = {}) => ({
  ...sampleRecording('me', minutes, { id, bytes: 40, status: 'ready', delivered: true, ...fields }),
});

describe('what has to go', () => {
  it('is nothing while there is room', () => {
    expect(planRetention([recording('a', 0), recording('b', 1)], limits, start)).toEqual({ remove: [], stuck: false });
  });

  it('is the oldest that was delivered', () => {
    const all = [recording('new', 9), recording('old', 1), recording('mid', 5)];
    expect(planRetention(all, limits, start)).toEqual({ remove: ['old'], stuck: false });
  });

  it('is never one that nobody has yet: that is said instead', () => {
    const all = [recording('old', 0, { delivered: false, bytes: 200 }), recording('b', 1)];
    expect(planRetention(all, limits, start)).toEqual({ remove: ['b'], stuck: true });
  });

  it('is what is too old, if somebody has it', () => {
    const later = start + 2 * limits.keepMs;
    expect(planRetention([recording('a', 0)], limits, later)).toEqual({ remove: ['a'], stuck: false });
    const kept = recording('a', 0, { delivered: false });
    expect(planRetention([kept], limits, later)).toEqual({ remove: [], stuck: true });
  });

  it('never takes what was not delivered or is being written, and takes no more than needed', () => {
    const any = fc.record({
      minutes: fc.nat(100),
      bytes: fc.nat(100),
      delivered: fc.boolean(),
      status: fc.constantFrom('recording', 'ready', 'cut-off'),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (drawn) => {
        const all = drawn.map(({ minutes, ...fields }, index) => recording(String(index), minutes, fields));
        const forever = { ...limits, keepMs: Number.MAX_SAFE_INTEGER };
        const { remove, stuck } = planRetention(all, forever, start);
        const gone = all.filter(({ id }) => remove.includes(id));
        for (const each of gone) expect(each).toMatchObject({ delivered: true });
        expect(gone.some(({ status }) => status === 'recording')).toBe(false);
        const left = all.reduce((sum, { bytes }) => sum + bytes, 0) - gone.reduce((sum, { bytes }) => sum + bytes, 0);
        expect(stuck).toBe(left > limits.maxTotalBytes);
        const last = all.find(({ id }) => id === remove.at(-1));
        if (last) expect(left + last.bytes).toBeGreaterThan(limits.maxTotalBytes);
      }),
    );
  });
});
