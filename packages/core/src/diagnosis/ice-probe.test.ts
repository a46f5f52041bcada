import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock.js';
import { probeIce } from './ice-probe.js';

/** A browser whose network gives these candidates; `end` says that there are no more. */
let gives: readonly (string | 'end')[] = [];
const made: FakeConnection[] = [];

class FakeConnection extends EventTarget {
  closed = false;
  constructor(readonly configuration: RTCConfiguration) {
    super();
    made.push(this);
  }
  addTransceiver(): void {}
  createOffer = async () => ({ type: 'offer' });
  async setLocalDescription(): Promise<void> {
    for (const type of gives) {
      const candidate = type === 'end' ? null : { type };
      this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
    }
  }
  close(): void {
    this.closed = true;
  }
}

const before = Object.getOwnPropertyDescriptor(globalThis, 'RTCPeerConnection');
beforeEach(() => {
  made.length = 0;
  Object.defineProperty(globalThis, 'RTCPeerConnection', { value: FakeConnection, configurable: true, writable: true });
});
afterEach(() => {
  if (before) Object.defineProperty(globalThis, 'RTCPeerConnection', before);
  else Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
});

const stun = [{ urls: ['stun:stun.test'] }];
const turn = [{ urls: 'turn:turn.test', username: 'u', credential: 'c' }];

describe('looking for network candidates', () => {
  it.each([
    ['the address of this machine is enough without servers', [], false, ['host', 'end'], { status: 'passed' }],
    ['a public address with STUN', stun, false, ['host', 'srflx'], { status: 'passed' }],
    ['STUN says nothing', stun, false, ['host', 'end'], { status: 'warned', code: 'stun-unreachable' }],
    ['there is nothing at all', [], false, ['end'], { status: 'failed', code: 'no-network-path' }],
    ['a relay', turn, true, ['relay'], { status: 'passed' }],
    ['TURN says nothing', turn, true, ['end'], { status: 'failed', code: 'relay-unreachable' }],
  ] as const)('%s', async (_, iceServers, relayOnly, candidates, expected) => {
    gives = candidates;
    const found = await probeIce({
      iceServers,
      relayOnly,
      clock: createManualClock(),
      signal: new AbortController().signal,
    });
    expect(found).toEqual(expected);
    expect(made.map(({ configuration, closed }) => [configuration.iceTransportPolicy, closed])).toEqual([
      [relayOnly ? 'relay' : 'all', true],
    ]);
  });

  it('does not wait for a silent server for ever', async () => {
    gives = ['host'];
    const clock = createManualClock();
    const probe = probeIce({ iceServers: stun, relayOnly: false, clock, signal: new AbortController().signal });
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(5_000);
    expect(await probe).toEqual({ status: 'warned', code: 'stun-unreachable' });
  });
});
