import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connected } from '../testing/connected-dialer.js';
import type { Call } from './call.js';

const seats = [0, 1, 2] as const;
const seat = fc.constantFrom(...seats);
type Move = Readonly<{ does: 'merge' | 'split' | 'hold' | 'resume' | 'mute' | 'end'; who: number; other: number }>;
const moves: fc.Arbitrary<Move> = fc.record({
  does: fc.constantFrom('merge', 'merge', 'split', 'hold', 'resume', 'mute', 'end'),
  who: seat,
  other: seat,
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function make({ does, who, other }: Move, calls: readonly Call[]): Promise<void> {
  const [call, second] = [calls[who], calls[other]];
  if (!call || !second) return;
  if (does === 'merge') await call.merge(second);
  if (does === 'split') await call.split();
  if (does === 'hold' || does === 'resume') await call.setHeld(does === 'hold');
  if (does === 'mute') call.setMuted(true);
  if (does === 'end') call.hangUp();
}

describe('three calls, whatever is done with them', () => {
  it('are never two conversations at once, and a conference is one for both of its calls', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(moves, { maxLength: 12 }), async (list) => {
        const { dialer, phone } = await connected();
        const calls = seats.map((i) => {
          const call = dialer.call(`+1202555010${i}`);
          phone.lastLine.pickUp();
          return call;
        });
        await settled();
        for (const move of list) {
          await make(move, calls).catch(() => {});
          await settled();
          const active = calls.flatMap(({ state: { snapshot } }) => (snapshot.status === 'active' ? [snapshot] : []));
          for (const one of active) {
            const partner = active.find(({ id }) => id === one.mergedWith);
            if (one.mergedWith === undefined) continue;
            expect(partner?.mergedWith, 'both know').toBe(one.id);
            expect([partner?.held, partner?.muted]).toEqual([one.held, one.muted]);
          }
          const [talks, ...more] = active.filter(({ held }) => !held);
          expect(more.every(({ mergedWith }) => mergedWith === talks?.id)).toBe(true);
          const joined = phone.lines.filter((line) => line.joined);
          expect(joined.length, 'sound is mixed for a conference only').toBe(
            active.filter(({ mergedWith }) => mergedWith !== undefined).length / 2,
          );
        }
        await dialer.dispose();
      }),
      { numRuns: 100 },
    );
  });
});
