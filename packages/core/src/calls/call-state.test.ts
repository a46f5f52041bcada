import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineSignal } from '../phone/phone.js';
import { activeCallIdOf, talkingBeside } from './active-call.js';
import { factsBetween } from './call-facts.js';
import { type CallSignal, type CallState, callTransitions, type LiveCallState, reduceCall } from './call-state.js';
import type { TransferStep } from './transfer-state.js';

const base = { id: 'c1', number: '+34600', startedAt: 0, customers: [], note: '' } as const;
const dialing: CallState = { ...base, direction: 'outgoing', status: 'dialing' };
const incoming: CallState = { ...base, direction: 'incoming', status: 'incoming' };
const hungUp: LineSignal = { type: 'ended', end: { reason: 'hung-up', by: 'remote' } };
const play = (start: CallState, ...signals: readonly CallSignal[]) =>
  signals.reduce<CallState>((state, signal, i) => reduceCall(state, signal, i + 1), start);

const signals: fc.Arbitrary<CallSignal> = fc.oneof(
  fc.record({ type: fc.constant('ringing' as const), earlyMedia: fc.boolean() }),
  fc.constant({ type: 'connecting' } as const),
  fc.constant({ type: 'answered' } as const),
  fc.record({ type: fc.constant('muted' as const), muted: fc.boolean() }),
  fc.record({
    type: fc.constant('held' as const),
    held: fc.boolean(),
    by: fc.constantFrom('local' as const, 'remote' as const),
  }),
  fc.record({
    type: fc.constant('media' as const),
    media: fc.constantFrom('flowing' as const, 'interrupted' as const),
  }),
  fc.record({
    type: fc.constant('transfer' as const),
    step: fc.constantFrom<TransferStep>({ status: 'asked', target: '1002', consulted: false }, { status: 'done' }),
  }),
  fc.record({ type: fc.constant('merged' as const), with: fc.constantFrom('c2', undefined) }),
  fc.constant(hungUp),
);

describe('the life of a call', () => {
  it('goes from dialing over ringing to active and ended, and remembers when', () => {
    expect(play(dialing, { type: 'ringing', earlyMedia: false }, { type: 'answered' }, hungUp)).toEqual({
      ...base,
      direction: 'outgoing',
      status: 'ended',
      ringingAt: 1,
      answeredAt: 2,
      endedAt: 3,
      end: { reason: 'hung-up', by: 'remote' },
    });
  });

  it('is part of a conference only while it is active', () => {
    const merged = { type: 'merged', with: 'c2' } as const;
    const talking = play(dialing, { type: 'answered' }, merged);
    expect(talking).toMatchObject({ mergedWith: 'c2' });
    expect(reduceCall(talking, merged, 9)).toBe(talking);
    expect(play(talking, { type: 'merged' })).toMatchObject({ status: 'active', mergedWith: undefined });
    expect(play(talking, hungUp)).not.toHaveProperty('mergedWith');
    expect(play(dialing, merged)).toBe(dialing);
  });

  it('may skip ringing, when the far end picks up at once', () => {
    expect(play(dialing, { type: 'answered' }).status).toBe('active');
  });

  it('lets an incoming call connect before it is active', () => {
    expect(play(incoming, { type: 'connecting' }).status).toBe('connecting');
    expect(play(incoming, { type: 'connecting' }, { type: 'answered' }).status).toBe('active');
  });

  it('learns of early media after ringing began', () => {
    const state = play(dialing, { type: 'ringing', earlyMedia: false }, { type: 'ringing', earlyMedia: true });
    expect(state).toMatchObject({ status: 'ringing', ringingAt: 1, earlyMedia: true });
  });

  it('keeps our hold and the hold of the far end apart', () => {
    const state = play(
      dialing,
      { type: 'answered' },
      { type: 'held', held: true, by: 'local' },
      { type: 'held', held: true, by: 'remote' },
      { type: 'held', held: false, by: 'local' },
    );
    expect(state).toMatchObject({ held: false, heldAt: undefined, heldByRemote: true });
  });

  it('returns the same object for a signal that arrives too late or changes nothing', () => {
    const ended = play(dialing, hungUp);
    expect(reduceCall(ended, { type: 'ringing', earlyMedia: false }, 9)).toBe(ended);
    const active = play(dialing, { type: 'answered' });
    expect(reduceCall(active, { type: 'muted', muted: false }, 9)).toBe(active);
    expect(reduceCall(active, { type: 'answered' }, 9)).toBe(active);
  });

  it('only ever moves along the published transitions, and never leaves ended', () => {
    fc.assert(
      fc.property(fc.constantFrom<CallState>(dialing, incoming), fc.array(signals), (start, played) => {
        let state = start;
        for (const signal of played) {
          const next = reduceCall(state, signal, 1);
          if (next.status !== state.status) expect(callTransitions[state.status]).toContain(next.status);
          if (state.status === 'ended') expect(next).toBe(state);
          state = next;
        }
      }),
    );
  });

  it('tells a started and an ended exactly once, whatever the network says', () => {
    fc.assert(
      fc.property(fc.array(signals), (played) => {
        let state: CallState = dialing;
        const told = factsBetween(undefined, state).map(({ type }) => type);
        for (const signal of [...played, hungUp]) {
          const next = reduceCall(state, signal, 1);
          told.push(...factsBetween(state, next).map(({ type }) => type));
          state = next;
        }
        expect(told.filter((type) => type === 'dialdeck.call.started')).toHaveLength(1);
        expect(told.filter((type) => type === 'dialdeck.call.ended')).toHaveLength(1);
        expect(told.at(-1)).toBe('dialdeck.call.ended');
      }),
    );
  });
});

describe('the call that has the agent', () => {
  const talking = (id: string, held = false): LiveCallState => ({
    ...base,
    id,
    direction: 'outgoing',
    status: 'active',
    answeredAt: 1,
    muted: false,
    held,
    heldByRemote: false,
    media: 'flowing',
  });
  const ringing = (id: string): LiveCallState => ({ ...base, id, direction: 'incoming', status: 'incoming' });
  const trying = (id: string): LiveCallState => ({ ...base, id, direction: 'outgoing', status: 'dialing' });

  it.each([
    ['nobody', [], undefined],
    ['nobody, while a call only rings here', [ringing('a')], undefined],
    ['the one that talks rather than the one being dialed', [talking('a'), trying('b')], 'a'],
    ['the one being dialed rather than a held one', [talking('a', true), trying('b')], 'b'],
    ['the newest of two held ones', [talking('a', true), talking('b', true)], 'b'],
    ['the talking one while another rings here', [talking('a'), ringing('b')], 'a'],
  ] as const)('is %s', (_name, calls, id) => {
    expect(activeCallIdOf(calls)).toBe(id);
  });

  it('is not confused with those that would talk beside it', () => {
    expect(talkingBeside([talking('a'), talking('b', true), ringing('c'), talking('d')], 'd')).toEqual(['a']);
  });
});
