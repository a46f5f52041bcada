import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type QueueSignal, queueTransitions, reduceQueue } from './queue-status.js';

const signals: readonly QueueSignal[] = ['started', 'paused', 'resumed', 'stopped', 'claimed', 'nothing-left'];
const statuses = Object.keys(queueTransitions) as (keyof typeof queueTransitions)[];

describe('the status of the dial queue', () => {
  it('moves as the table says, and every move of the table can be made', () => {
    const made = statuses.flatMap((from) =>
      signals.map((signal) => [from, reduceQueue(from, signal)] as const).filter(([, to]) => to !== from),
    );
    const moves = (pairs: readonly (readonly [string, string])[]) => [...new Set(pairs.map(String))].sort();
    const drawn = statuses.flatMap((from) => queueTransitions[from].map((to) => [from, to] as const));
    expect(moves(made)).toEqual(moves(drawn));
  });

  it('stays paused or stopped until somebody says otherwise, whatever the leads do', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('paused', 'stopped'),
        fc.array(fc.constantFrom<QueueSignal>('claimed', 'nothing-left')),
        (from, all) => {
          expect(all.reduce(reduceQueue, from as 'paused' | 'stopped')).toBe(from);
        },
      ),
    );
  });
});
