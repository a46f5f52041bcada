import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../testing/manual-clock.js';
import { limitGathering } from './gathering.js';

/** A connection that gathers, and what it was told: the times at which the call left. */
function gatheringWith(configuration: RTCConfiguration, options: { limitMs?: number; all?: boolean } = {}) {
  const clock = createManualClock();
  const pc = Object.assign(new EventTarget(), {
    iceGatheringState: 'gathering',
    getConfiguration: () => configuration,
  });
  const begin = clock.now();
  const left: number[] = [];
  pc.addEventListener('icecandidate', (event) => {
    if ((event as RTCPeerConnectionIceEvent).candidate === null) left.push(clock.now() - begin);
  });
  const stop = limitGathering(pc as unknown as RTCPeerConnection, { clock, limitMs: 1000, ...options });
  pc.dispatchEvent(new Event('icegatheringstatechange'));
  return {
    left,
    stop,
    wait: (ms: number) => clock.advance(ms),
    find: (type: string) => pc.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: { type } })),
  };
}

const stun = { iceServers: [{ urls: 'stun:stun.test' }] };
const turn = { iceServers: [{ urls: ['stun:stun.test', 'turn:turn.test'], username: 'u', credential: 'c' }] };

describe('a call leaves', () => {
  it('with the first addresses of this machine when there are no servers', () => {
    const gathering = gatheringWith({});
    gathering.wait(17);
    gathering.find('host');
    gathering.find('host');
    gathering.wait(1000);
    expect(gathering.left).toEqual([17]);
  });

  it('shortly after the first public address with STUN', () => {
    const gathering = gatheringWith(stun);
    gathering.find('host');
    gathering.wait(100);
    gathering.find('srflx');
    gathering.wait(1000);
    expect(gathering.left).toEqual([150]);
  });

  it('without a public address when STUN is silent, after half a second', () => {
    const gathering = gatheringWith(stun);
    gathering.wait(20);
    gathering.find('host');
    gathering.wait(100);
    gathering.find('host');
    gathering.wait(1000);
    expect(gathering.left).toEqual([520]);
  });

  it.each([
    ['TURN', turn],
    ['relayed candidates only', { ...turn, iceTransportPolicy: 'relay' as const }],
  ])('with a relayed address for %s, never with others before the limit', (_, configuration) => {
    const gathering = gatheringWith(configuration);
    gathering.find('host');
    gathering.find('srflx');
    gathering.wait(700);
    expect(gathering.left).toEqual([]);
    gathering.find('relay');
    gathering.wait(1000);
    expect(gathering.left).toEqual([750]);
  });

  it('at the limit when nothing at all is found', () => {
    const gathering = gatheringWith({ iceTransportPolicy: 'relay' }, { limitMs: 300 });
    gathering.wait(1000);
    expect(gathering.left).toEqual([300]);
  });

  it('never later than the limit, however late the first address comes', () => {
    const gathering = gatheringWith(stun, { limitMs: 600 });
    gathering.wait(400);
    gathering.find('host');
    gathering.wait(1000);
    expect(gathering.left).toEqual([600]);
  });

  it('at the limit only when every candidate was asked for', () => {
    const gathering = gatheringWith({}, { all: true, limitMs: 800 });
    gathering.find('host');
    gathering.wait(2000);
    expect(gathering.left).toEqual([800]);
  });

  it('not at all once the call is over', () => {
    const gathering = gatheringWith({});
    gathering.find('host');
    gathering.stop();
    gathering.wait(2000);
    expect(gathering.left).toEqual([]);
  });
});
