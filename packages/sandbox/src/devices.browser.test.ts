import { type Call, createDialer } from '@dialdeck/core';
import { audioDevicesContract } from '@dialdeck/core/testing';
import { person } from './person.js';
import { createSandbox } from './sandbox.js';

describe('the devices of the sandbox', () => {
  const contract = audioDevicesContract(async () => {
    const tracks = watchTracks();
    const sandbox = createSandbox();
    const { audio } = sandbox.phone();
    if (!audio) throw new Error('A phone of the sandbox has audio.');
    const kindOf = (id: string) => (id.endsWith('microphone') ? 'microphone' : 'speaker');
    return {
      audio,
      microphones: ['headset-microphone', 'desk-microphone'] as const,
      speakers: ['headset-speaker', 'desk-speaker'] as const,
      plug: (id) => sandbox.plug({ id, label: id, kind: kindOf(id) }),
      unplug: (id) => sandbox.unplug(id),
      breakMicrophone() {
        sandbox.unplug('headset-microphone');
        sandbox.unplug('desk-microphone');
      },
      liveTracks: tracks.live,
      async clear() {
        tracks.restore();
        await sandbox.dispose();
      },
    };
  });
  for (const { name, run } of contract) it(name, run);

  it('are changed in the middle of a call: they hear the other microphone, and no message is sent', async () => {
    const listener = person({ number: '+1 202 555 0160', name: 'Listener', onCall: (call) => void call.answer() });
    const sandbox = createSandbox({ people: [listener] });
    const dialer = createDialer({ phone: sandbox.phone() });
    await dialer.connect();
    const call = dialer.call(listener.number);
    await call.answered;
    await flowing(call);
    const sent = sandbox.pbx.messages.length;
    await dialer.audio?.choose('microphone', 'desk-microphone');
    await flowing(call);
    sandbox.unplug('desk-microphone');
    await flowing(call);
    if (sandbox.pbx.messages.length !== sent) throw new Error('A message was sent for it.');
    call.hangUp();
    await dialer.dispose();
    await sandbox.dispose();
  });
});

/** Waits until sound that was made from now on has been sent. */
async function flowing(call: Call): Promise<void> {
  const before = await call.measure();
  for (;;) {
    const now = await call.measure();
    if ((now?.packetsSent ?? 0) > (before?.packetsSent ?? 0) + 20 && now?.energySent !== before?.energySent) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Every track that a stream was cloned to, and copies of those. */
function watchTracks() {
  const original = MediaStream.prototype.clone;
  const originalTrack = MediaStreamTrack.prototype.clone;
  const seen: MediaStreamTrack[] = [];
  MediaStream.prototype.clone = function clone(this: MediaStream) {
    const copy = original.call(this);
    seen.push(...copy.getTracks());
    return copy;
  };
  MediaStreamTrack.prototype.clone = function clone(this: MediaStreamTrack) {
    const copy = originalTrack.call(this);
    seen.push(copy);
    return copy;
  };
  return {
    live: () => seen.filter(({ readyState }) => readyState === 'live').length,
    restore() {
      MediaStream.prototype.clone = original;
      MediaStreamTrack.prototype.clone = originalTrack;
    },
  };
}
