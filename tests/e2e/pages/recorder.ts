import { createDialer, type Dialer } from '@dialdeck/core';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { createRecording } from '@dialdeck/core/recording';
import { createSandbox } from '@dialdeck/sandbox';

declare global {
  interface Window {
    dialer: Dialer;
    /** Plays what is left of a recording, as fast as it can be decoded. */
    listen(callId: string): Promise<{ readonly seconds: number; readonly channels: number; readonly loudest: number }>;
  }
}

window.dialer = createDialer({
  phone: createSandbox().phone(),
  storage: await openBrowserStorage({ name: 'recorder' }),
  recording: createRecording({ consent: 'off', start: 'on-answer' }),
});

window.listen = async (callId) => {
  const sound = await window.dialer.recordings?.open(callId);
  const context = new AudioContext();
  const buffer = await context.decodeAudioData((await sound?.arrayBuffer()) ?? new ArrayBuffer(0));
  await context.close();
  const loudest = buffer.getChannelData(1).reduce((top, sample) => Math.max(top, Math.abs(sample)), 0);
  return { seconds: buffer.duration, channels: buffer.numberOfChannels, loudest };
};

await window.dialer.connect();
