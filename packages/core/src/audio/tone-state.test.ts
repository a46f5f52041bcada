import { describe, expect, it } from 'vitest';
import type { CallEnd, LiveCallState } from '../calls/call-state.js';
import { noTone, reduceTones, type ToneSignal } from './tone-state.js';

const base = { number: '+12025550100', customers: [], note: '', startedAt: 0 };
const incoming = { ...base, id: 'in', direction: 'incoming', status: 'incoming' } as const;
const dialing = { ...base, id: 'out', direction: 'outgoing', status: 'dialing' } as const;
const ringing = { ...dialing, status: 'ringing', ringingAt: 1, earlyMedia: false } as const;
const active = {
  ...dialing,
  status: 'active',
  answeredAt: 2,
  muted: false,
  held: false,
  heldByRemote: false,
  media: 'flowing',
} as const satisfies LiveCallState;
const calls = (activeCallId: string | undefined, ...all: readonly LiveCallState[]): ToneSignal => ({
  type: 'calls',
  calls: all,
  activeCallId,
});
const refused = (end: Partial<CallEnd>): ToneSignal => ({
  type: 'refused',
  end: { reason: 'busy', by: 'remote', ...end },
});
const toneAfter = (...signals: readonly ToneSignal[]) => signals.reduce(reduceTones, noTone).tone;

describe('the agent hears', () => {
  it('a ring for a call that comes in, and nothing once it is gone', () => {
    expect(toneAfter(calls(undefined, incoming))).toBe('ring');
    expect(toneAfter(calls(undefined, incoming), calls(undefined))).toBeUndefined();
    expect(toneAfter(calls(undefined, incoming), calls('in', { ...incoming, status: 'connecting' }))).toBeUndefined();
  });

  it('a soft sign when a call comes in during another, a ring when that one is on hold', () => {
    expect(toneAfter(calls('out', active, incoming))).toBe('call-waiting');
    expect(toneAfter(calls('out', { ...active, held: true }, incoming))).toBe('ring');
  });

  it('ringback only while the network sends no sound of its own', () => {
    expect(toneAfter(calls('out', dialing))).toBeUndefined();
    expect(toneAfter(calls('out', ringing))).toBe('ringback');
    expect(toneAfter(calls('out', ringing), calls('out', { ...ringing, earlyMedia: true }))).toBeUndefined();
    expect(toneAfter(calls('out', ringing), calls('out', active))).toBeUndefined();
  });

  it('busy when they are busy, until it was heard or something new begins', () => {
    const busy = [calls('out', ringing), calls(undefined), refused({})];
    expect(toneAfter(...busy)).toBe('busy');
    expect(toneAfter(...busy, calls(undefined))).toBe('busy');
    expect(toneAfter(...busy, { type: 'over' })).toBeUndefined();
    expect(toneAfter(...busy, calls('out', dialing))).toBeUndefined();
    expect(toneAfter(...busy, calls(undefined, incoming))).toBe('ring');
  });

  it('congestion when the network fails, and nothing of a call the agent gave up', () => {
    expect(toneAfter(refused({ reason: 'unavailable' }))).toBe('congestion');
    expect(toneAfter(refused({ reason: 'cancelled', by: 'local' }))).toBeUndefined();
    expect(toneAfter(refused({ reason: 'no-answer', by: 'system' }))).toBeUndefined();
  });

  it('the ring to its end, whatever another call comes to', () => {
    expect(toneAfter(calls(undefined, incoming), refused({}))).toBe('ring');
  });
});
