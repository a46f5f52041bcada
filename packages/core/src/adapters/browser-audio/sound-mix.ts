import type { SoundMix } from '../../audio/line-audio.js';
import { DialerError } from '../../errors.js';
import type { ContextLender } from './context-lender.js';
import { isRunning } from './running-context.js';

/** Makes one track of several with WebAudio. The sound card's context is kept awake until the mix is closed. */
export async function mixTracks(contexts: ContextLender, tracks: readonly MediaStreamTrack[]): Promise<SoundMix> {
  const { context, release } = contexts.lend();
  if (!(await isRunning(context))) {
    release();
    throw new DialerError('merge-failed', 'The browser plays no sound before a click or key press on the page.');
  }
  const output = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  const [track] = output.stream.getAudioTracks();
  const sources = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();

  function hear(wanted: readonly MediaStreamTrack[]): void {
    for (const [one, source] of sources) {
      if (wanted.includes(one)) continue;
      source.disconnect();
      sources.delete(one);
    }
    for (const one of wanted) {
      if (sources.has(one)) continue;
      const source = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([one]) });
      source.connect(output);
      sources.set(one, source);
    }
  }

  hear(tracks);
  return {
    track: track as MediaStreamTrack,
    hear,
    close() {
      hear([]);
      track?.stop();
      release();
    },
  };
}
