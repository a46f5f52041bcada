import { DialerError } from '../../errors.js';
import type { LineSound } from '../../phone/phone.js';
import type { Mouth } from '../../recording/call-audio.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import { openRunningContext } from './running-context.js';

/** Sends silence in place of the microphone, and what is played. */
export async function openMouth(sound: LineSound, heardHere?: (voice: MediaStream) => Unsubscribe): Promise<Mouth> {
  const context = await openRunningContext();
  const output = new MediaStreamAudioDestinationNode(context, { channelCount: 1, channelCountMode: 'explicit' });
  const [track] = output.stream.getAudioTracks();
  let closing: Promise<void> | undefined;
  let stopHearing = () => {};

  const closeContext = () => {
    stopHearing();
    for (const each of output.stream.getTracks()) each.stop();
    return context.close().catch(() => {});
  };

  let giveBack: () => Promise<void>;
  try {
    if (!track) throw new DialerError('recording-failed', 'The browser gave no track to play into the call.');
    giveBack = await sound.send(track);
  } catch (error) {
    await closeContext();
    throw error;
  }

  return {
    async play(content, signal) {
      const buffer = await context.decodeAudioData(content.slice(0)).catch((cause: unknown) => {
        throw new DialerError('recording-failed', 'The sound is no audio file that this browser can play.', { cause });
      });
      stopHearing = heardHere?.(output.stream) ?? stopHearing;
      await playBuffer(new AudioBufferSourceNode(context, { buffer }), output, signal);
    },
    close() {
      closing ??= giveBack()
        .catch(() => {})
        .then(closeContext);
      return closing;
    },
  };
}

function playBuffer(source: AudioBufferSourceNode, output: AudioNode, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      source.stop();
      source.disconnect();
      reject(new DialerError('aborted', 'It was stopped while it was played.'));
    };
    source.connect(output);
    source.start();
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    source.addEventListener('ended', () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
  });
}
