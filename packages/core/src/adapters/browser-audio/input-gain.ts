import type { ContextLender } from './context-lender.js';
import type { InputSource } from './input-source.js';
import { isRunning } from './running-context.js';

interface AmplifyOptions {
  readonly contexts: ContextLender;
  /** 1 is as loud as it is. */
  readonly gain: number;
}

/** Seconds in which a change of loudness is made, so that it does not click. */
const fadeSeconds = 0.02;

/** A microphone that can be made louder or softer. The same one while WebAudio may not run: nobody shall be silent for it. */
export async function amplify(source: InputSource, { contexts, gain }: AmplifyOptions): Promise<InputSource> {
  const { context, release } = contexts.lend();
  if (!(await isRunning(context))) {
    release();
    return source;
  }
  const input = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([source.track]) });
  const volume = new GainNode(context, { gain });
  const output = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  input.connect(volume).connect(output);
  const track = output.stream.getAudioTracks()[0] as MediaStreamTrack;
  return {
    track,
    stream: output.stream,
    deviceId: source.deviceId,
    get live() {
      return source.live && track.readyState === 'live';
    },
    watch: source.watch,
    setGain: (next) => void volume.gain.setTargetAtTime(next, context.currentTime, fadeSeconds),
    stop() {
      source.stop();
      track.stop();
      input.disconnect();
      volume.disconnect();
      release();
    },
  };
}
