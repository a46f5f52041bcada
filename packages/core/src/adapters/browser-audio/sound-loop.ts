import type { SoundMix } from '../../audio/line-audio.js';
import type { ContextLender } from './context-lender.js';
import { isRunning } from './running-context.js';

/** A track that plays a sound over and over. The sound card's context is kept awake until it is closed. */
export async function loopSound(contexts: ContextLender, url: string): Promise<Pick<SoundMix, 'track' | 'close'>> {
  const { context, release } = contexts.lend();
  const element = new Audio();
  // Without it, a sound of another site is silence to WebAudio.
  element.crossOrigin = 'anonymous';
  element.loop = true;
  element.src = url;
  const output = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  const source = new MediaElementAudioSourceNode(context, { mediaElement: element });
  source.connect(output);
  const [track] = output.stream.getAudioTracks();

  function close(): void {
    element.pause();
    // What is still loading is given up.
    element.removeAttribute('src');
    element.load();
    source.disconnect();
    track?.stop();
    release();
  }
  try {
    await element.play();
    if (!(await isRunning(context))) throw new Error('The browser plays no sound before a gesture.');
  } catch (error) {
    close();
    throw error;
  }
  return { track: track as MediaStreamTrack, close };
}
