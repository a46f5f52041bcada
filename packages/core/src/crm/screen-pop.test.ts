import { describe, expect, it } from 'vitest';
import type { LiveCallState } from '../calls/call-state.js';
import type { Customer } from '../customers/customer.js';
import { type ScreenPopPolicy, screenPopOf } from './screen-pop.js';

const maya: Customer = { id: 'c1', name: 'Maya', numbers: [] };
const daniel: Customer = { id: 'c2', name: 'Daniel', numbers: [] };

function call(direction: LiveCallState['direction'], status: string, customers: readonly Customer[] = [maya]) {
  return { id: 'x', direction, status, number: '1', note: '', startedAt: 0, customers } as unknown as LiveCallState;
}

const popped = (live: LiveCallState, policy: ScreenPopPolicy = {}, owner = true) =>
  screenPopOf(live, { policy, owner })?.reason;

describe('the screen pop', () => {
  it.each([
    ['incoming', 'incoming', {}, 'ring'],
    ['incoming', 'active', {}, 'ring'],
    ['incoming', 'incoming', { incoming: 'answer' }, undefined],
    ['incoming', 'connecting', { incoming: 'answer' }, undefined],
    ['incoming', 'active', { incoming: 'answer' }, 'answer'],
    ['incoming', 'active', { incoming: 'never' }, undefined],
    ['outgoing', 'active', {}, undefined],
    ['outgoing', 'dialing', { outgoing: 'ring' }, undefined],
    ['outgoing', 'ringing', { outgoing: 'ring' }, 'ring'],
    ['outgoing', 'ringing', { outgoing: 'answer' }, undefined],
    ['outgoing', 'active', { outgoing: 'answer' }, 'answer'],
  ] as const)('%s call that is %s, policy %o: %s', (direction, status, policy, reason) => {
    expect(popped(call(direction, status), policy)).toBe(reason);
  });

  it('guesses nobody among several, and waits for the agent to choose', () => {
    expect(popped(call('incoming', 'active', [maya, daniel]))).toBeUndefined();
    expect(popped(call('incoming', 'active', [daniel]))).toBe('ring');
  });

  it('opens nothing for a number nobody has, and nothing in a tab that has not the call', () => {
    expect(popped(call('incoming', 'incoming', []))).toBeUndefined();
    expect(popped(call('incoming', 'incoming'), {}, false)).toBeUndefined();
  });
});
