import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../testing/manual-clock.js';
import { FakePeerConnection, installFakeWebRtc } from './scripted/fake-webrtc.js';
import { createScriptedPhone, dial } from './scripted/scripted-phone.js';
import { createWarmConnection } from './warm-connection.js';

beforeEach(installFakeWebRtc);

function start() {
  const clock = createManualClock();
  const warm = createWarmConnection(clock, () => ({ iceServers: [] }));
  const made = () => FakePeerConnection.made;
  return { clock, warm, made };
}

describe('a connection that is ready before the next call', () => {
  it('is made after a call, and given to the next one only', () => {
    const { clock, warm, made } = start();
    warm.prepare();
    expect(made()).toHaveLength(0);
    clock.advance(1000);
    expect(made()).toHaveLength(1);
    const [one, two] = warm.lend(() => [new RTCPeerConnection(), new RTCPeerConnection()]);
    expect(one).toBe(made()[0]);
    expect(two, 'the second one is new').toBe(made()[1]);
    expect(
      warm.lend(() => new RTCPeerConnection()),
      'nobody else gets it',
    ).toBe(made()[2]);
  });

  it('is closed when no call follows', () => {
    const { clock, warm, made } = start();
    warm.prepare();
    clock.advance(1000);
    clock.advance(20_000);
    expect(made().map(({ signalingState }) => signalingState)).toEqual(['closed']);
    expect(warm.lend(() => new RTCPeerConnection())).toBe(made()[1]);
  });

  it('is not made any more once the phone is away', () => {
    const { clock, warm, made } = start();
    warm.prepare();
    warm.close();
    clock.advance(60_000);
    expect(made()).toHaveLength(0);
  });

  it('leaves the browser as it was, also when the call fails at once', () => {
    const { clock, warm, made } = start();
    const { RTCPeerConnection: before } = globalThis;
    warm.prepare();
    clock.advance(1000);
    const fail = () => {
      throw new Error('no call');
    };
    expect(() => warm.lend(fail)).toThrow('no call');
    expect(globalThis.RTCPeerConnection).toBe(before);
    expect(
      warm.lend(() => new RTCPeerConnection()),
      'it waits for the next one',
    ).toBe(made()[0]);
  });
});

describe('a second call', () => {
  it('uses the connection that was made after the first one', async () => {
    const clock = createManualClock();
    const scripted = createScriptedPhone({ clock });
    const first = await dial(scripted);
    first.line.hangUp();
    await first.until('ended');
    clock.advance(1000);
    const [, ready] = FakePeerConnection.made;
    expect(ready).toBeDefined();
    await dial(scripted, '4155550173');
    expect(FakePeerConnection.made).toHaveLength(2);
    expect(scripted.pc).toBe(ready);
    await scripted.phone.dispose();
  });
});
