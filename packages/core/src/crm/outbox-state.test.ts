import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffOf, openPace, paceLeft, reducePace, roomOf } from './outbox-pace.js';
import {
  isDue,
  newEntry,
  type OutboxEntry,
  type OutboxSignal,
  outboxTransitions,
  reduceOutboxEntry,
} from './outbox-state.js';

const error = { code: 'crm-unavailable', message: 'down' } as const;
const log = { id: 'c1', direction: 'outgoing', number: '1', startedAt: 0, outcome: 'answered', talkMs: 0 } as const;
const confirmed = { revision: 1, ref: 'r1', log };
const pending = newEntry({ id: 'c1', revision: 1, startedAt: 0 });
const play = (...signals: OutboxSignal[]) =>
  signals.reduce<OutboxEntry>((entry, signal, i) => reduceOutboxEntry(entry, signal, i * 1_000), pending);

const anySignal: fc.Arbitrary<OutboxSignal> = fc.oneof(
  fc.record({ type: fc.constant('revised' as const), revision: fc.integer({ min: 1, max: 9 }) }),
  fc.constantFrom<OutboxSignal>(
    { type: 'started' },
    { type: 'failed', error, delayMs: 2_000 },
    { type: 'refused', error },
    { type: 'postponed' },
    { type: 'retried' },
  ),
  fc
    .integer({ min: 1, max: 9 })
    .map((revision) => ({ type: 'confirmed' as const, revision, confirmed: { ...confirmed, revision } })),
);

describe('the way of a call to the CRM', () => {
  it('makes only the moves of the table, and all of them', () => {
    const seen = new Set<string>();
    const walk = fc.property(fc.array(anySignal, { maxLength: 30 }), (signals) => {
      let entry: OutboxEntry = pending;
      for (const signal of signals) {
        const next = reduceOutboxEntry(entry, signal, 0);
        if (next.status !== entry.status) {
          expect(outboxTransitions[entry.status]).toContain(next.status);
          seen.add(`${entry.status} → ${next.status}`);
        }
        entry = next;
      }
    });
    fc.assert(walk, { numRuns: 2_000, seed: 1 });
    const possible = Object.entries(outboxTransitions).flatMap(([from, all]) => all.map((to) => `${from} → ${to}`));
    expect([...seen].sort()).toEqual(possible.sort());
  });

  it('never goes back to an older revision, and is done only with the newest', () => {
    const walk = fc.property(fc.array(anySignal, { maxLength: 30 }), (signals) => {
      let entry: OutboxEntry = pending;
      for (const signal of signals) {
        const next = reduceOutboxEntry(entry, signal, 0);
        expect(next.revision).toBeGreaterThanOrEqual(entry.revision);
        if (signal.type === 'confirmed' && next.status === 'done' && entry.status === 'sending') {
          expect(signal.revision).toBeGreaterThanOrEqual(entry.revision);
        }
        entry = next;
      }
    });
    fc.assert(walk, { numRuns: 1_000, seed: 2 });
  });

  it('goes on when it changed while it was sent', () => {
    expect(
      play({ type: 'started' }, { type: 'revised', revision: 2 }, { type: 'confirmed', revision: 1, confirmed }),
    ).toEqual({ id: 'c1', revision: 2, startedAt: 0, attempt: 0, confirmed, status: 'pending' });
  });

  it('keeps its patience when it changes while the CRM asked to wait', () => {
    const waiting = play({ type: 'started' }, { type: 'failed', error, delayMs: 60_000, asked: true });
    expect(reduceOutboxEntry(waiting, { type: 'revised', revision: 2 }, 2_000)).toEqual({ ...waiting, revision: 2 });
  });

  it('is due when its time has come, and when the clock was set back', () => {
    const waiting = play({ type: 'started' }, { type: 'failed', error, delayMs: 10_000 });
    expect([1_000, 10_999, 11_000].map((now) => isDue(waiting, now))).toEqual([false, false, true]);
    expect(isDue(waiting, -86_400_000)).toBe(true);
  });

  it('returns the same object for a signal that comes too late', () => {
    const done = play({ type: 'started' }, { type: 'confirmed', revision: 1, confirmed });
    expect(reduceOutboxEntry(done, { type: 'failed', error, delayMs: 1 }, 9)).toBe(done);
    expect(reduceOutboxEntry(done, { type: 'retried' }, 9)).toBe(done);
  });
});

describe('the pace of the delivery', () => {
  const fails = (count: number, delayMs = 2_000) =>
    Array.from({ length: count }).reduce<typeof openPace>(
      (pace) => reducePace(pace, { type: 'failed', delayMs }, 0),
      openPace,
    );

  it('stays open for one poisonous call, and closes after three failures in a row', () => {
    expect([1, 2, 3].map((count) => fails(count).status)).toEqual(['open', 'open', 'paused']);
    expect(reducePace(fails(2), { type: 'answered' }, 0)).toBe(openPace);
  });

  it('lets a single call feel the way after trouble', () => {
    expect([roomOf(openPace), roomOf(fails(3))]).toEqual([3, 1]);
  });

  it('closes at the first wish to be left alone, and no network opens it', () => {
    const asked = reducePace(openPace, { type: 'failed', delayMs: 60_000, asked: true }, 0);
    expect(paceLeft(asked, 1_000)).toBe(59_000);
    expect(reducePace(asked, { type: 'online' }, 1_000)).toBe(asked);
    expect(reducePace(fails(3), { type: 'online' }, 1_000)).toBe(openPace);
  });

  it('stays shut when late failures come in after the sign-in expired', () => {
    const out = reducePace(openPace, { type: 'signed-out' }, 0);
    expect(reducePace(out, { type: 'failed', delayMs: 1 }, 1)).toBe(out);
    expect(reducePace(out, { type: 'opened' }, 1)).toBe(openPace);
  });

  it('grows its pauses from two seconds to five minutes, spread', () => {
    expect([0, 1, 2, 30, 1_000].map((attempt) => backoffOf(attempt, 1))).toEqual([
      2_000, 4_000, 8_000, 300_000, 300_000,
    ]);
    expect([backoffOf(0, 0), backoffOf(30, 0)]).toEqual([1_000, 150_000]);
  });
});
