import { describe, expect, it } from 'vitest';
import { emptyRouting, type RoutingChange, reduceRouting, targetOfContact, targetOfUser } from './routing-state.js';

const play = (...changes: RoutingChange[]) => changes.reduce(reduceRouting, emptyRouting);
const registered = (user: string, station: number, contact = `sip:${station}@h.invalid`): RoutingChange => ({
  type: 'registered',
  binding: { user, contact, station, expiresAt: 1000 },
});
const heard = (contact: string, station: number): RoutingChange => ({ type: 'heard', contact, station });

describe('who is where', () => {
  it('rings the phone that signed in last', () => {
    expect(targetOfUser(play(registered('1001', 1), registered('1001', 2)), '1001', 0)?.station).toBe(2);
  });

  it('does not ring a phone whose registration ran out', () => {
    expect(targetOfUser(play(registered('1001', 1)), '1001', 1000)).toBeUndefined();
  });

  it('does not ring a phone that signed out, but the other one of the same number', () => {
    const left: RoutingChange = { type: 'unregistered', user: '1001', contact: 'sip:2@h.invalid' };
    expect(targetOfUser(play(registered('1001', 1), registered('1001', 2), left), '1001', 0)?.station).toBe(1);
  });

  it('signs all phones of a number out at once', () => {
    const left: RoutingChange = { type: 'unregistered', user: '1001' };
    expect(targetOfUser(play(registered('1001', 1), registered('1001', 2), left), '1001', 0)).toBeUndefined();
  });

  it('tells two phones of one page apart although both call themselves the same host', () => {
    const state = play(heard('sip:a@h.invalid;transport=ws', 1), heard('sip:b@h.invalid;transport=ws', 2));
    expect(targetOfContact(state, 'sip:a@H.invalid;transport=ws;ob')?.station).toBe(1);
    expect(targetOfContact(state, 'sip:b@h.invalid')?.station).toBe(2);
  });

  it('forgets everything about a phone that was taken away', () => {
    const state = play(registered('1001', 1), heard('sip:a@h.invalid', 1), { type: 'removed', station: 1 });
    expect(targetOfUser(state, '1001', 0)).toBeUndefined();
    expect(targetOfContact(state, 'sip:a@h.invalid')).toBeUndefined();
  });

  it('is not misled by what is no address', () => {
    expect(play(heard('tel:+1', 1))).toBe(emptyRouting);
    expect(targetOfContact(emptyRouting, 'sip:constructor')).toBeUndefined();
  });
});
