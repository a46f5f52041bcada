import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduceTab, type TabSignal, type TabState, tabTransitions } from './tab-state.js';

const signal = fc.oneof(
  fc.constantFrom<TabSignal>({ type: 'pictured' }, { type: 'locked' }, { type: 'made' }, { type: 'gone' }),
);

describe('what a tab is to the dialer it shares', () => {
  it.each<[TabState['status'], TabSignal['type'], TabState['status']]>([
    ['joining', 'pictured', 'mirror'],
    ['joining', 'locked', 'taking-over'],
    ['mirror', 'locked', 'taking-over'],
    ['taking-over', 'made', 'owner'],
    ['owner', 'pictured', 'owner'],
    ['owner', 'locked', 'owner'],
    ['taking-over', 'pictured', 'taking-over'],
    ['left', 'locked', 'left'],
    ['owner', 'gone', 'left'],
  ])('%s, %s: %s', (from, type, to) => {
    expect(reduceTab({ status: from }, { type }).status).toBe(to);
  });

  it('makes no move that is not in the table, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(fc.array(signal, { maxLength: 20 }), (signals) => {
        let state: TabState = { status: 'joining' };
        for (const each of signals) {
          const next = reduceTab(state, each);
          const possible: readonly string[] = tabTransitions[state.status];
          expect(next === state || possible.includes(next.status)).toBe(true);
          state = next;
        }
      }),
    );
  });

  it('keeps the reason for which it could not make the dialer', () => {
    const error = { code: 'storage-failed', message: 'no' } as const;
    expect(reduceTab({ status: 'taking-over' }, { type: 'gone', error })).toEqual({ status: 'left', error });
  });
});
