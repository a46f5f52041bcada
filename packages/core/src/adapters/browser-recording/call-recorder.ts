import { DialerError } from '../../errors.js';
import type { LineSound } from '../../phone/phone.js';
import type { RecorderListener, SoundRecorder } from '../../recording/call-audio.js';
import { openRunningContext } from './running-context.js';
import { copyOf } from './track-copy.js';

/** A crash costs at most one piece that was not given out, and one that was being stored. Milliseconds. */
const pieceMs = 1_000;
/** Speech in two channels; Opus needs no more. */
const bitsPerSecond = 64_000;
/** The first that the browser can write. */
const fileTypes = ['audio/webm;codecs=opus', 'audio/mp4;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

/** Records the agent on the left and the far end on the right. Follows both when their tracks are replaced. */
export async function recordSound(sound: LineSound, listener: RecorderListener): Promise<SoundRecorder> {
  const mimeType = fileTypes.find((type) => globalThis.MediaRecorder?.isTypeSupported(type));
  if (mimeType === undefined) throw new DialerError('recording-failed', 'This browser cannot record sound.');
  const context = await openRunningContext();
  const mix = createMix(context, sound);
  try {
    const recorder = new MediaRecorder(mix.stream, { mimeType, audioBitsPerSecond: bitsPerSecond });
    return await run(recorder, { listener, mix });
  } catch (error) {
    mix.close();
    throw error;
  }
}

interface Mix {
  readonly stream: MediaStream;
  /** Whether it lets sound through: what is in the buffers of the recorder when it is paused is silence. */
  open(open: boolean): void;
  close(): void;
}

function createMix(context: AudioContext, sound: LineSound): Mix {
  const output = new MediaStreamAudioDestinationNode(context, { channelCount: 2, channelCountMode: 'explicit' });
  const both = new ChannelMergerNode(context, { numberOfInputs: 2 });
  const gate = new GainNode(context);
  both.connect(gate).connect(output);
  const sides = [createSide(context, both, 0), createSide(context, both, 1)] as const;
  const follow = () => {
    sides[0].use(sound.near);
    sides[1].use(sound.far, true);
  };
  follow();
  const unfollow = sound.changed(follow);
  return {
    stream: output.stream,
    open: (open) => gate.gain.setValueAtTime(open ? 1 : 0, context.currentTime),
    close() {
      unfollow();
      for (const side of sides) side.use(undefined);
      for (const track of output.stream.getTracks()) track.stop();
      void context.close().catch(() => {});
    },
  };
}

/** One of the two voices, in a channel of its own. */
function createSide(context: AudioContext, both: ChannelMergerNode, channel: number) {
  const mono = new GainNode(context, { channelCount: 1, channelCountMode: 'explicit' });
  mono.connect(both, 0, channel);
  let track: MediaStreamTrack | undefined;
  let copy: MediaStreamTrack | undefined;
  let source: MediaStreamAudioSourceNode | undefined;
  return {
    /** @param copied whether it is recorded also while the agent does not hear it */
    use(next: MediaStreamTrack | undefined, copied = false) {
      if (next === track) return;
      source?.disconnect();
      copy?.stop();
      track = next;
      copy = copied ? copyOf(next) : undefined;
      const heard = copy ?? next;
      source = heard && new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([heard]) });
      source?.connect(mono);
    },
  };
}

interface Run {
  readonly listener: RecorderListener;
  readonly mix: Mix;
}

function run(recorder: MediaRecorder, { listener, mix }: Run): Promise<SoundRecorder> {
  let stopping: Promise<void> | undefined;
  const stopped = new Promise<void>((resolve) => {
    recorder.addEventListener('stop', () => resolve(), { once: true });
  });
  recorder.addEventListener('dataavailable', ({ data }) => listener.onPiece(data));
  const begun = new Promise<SoundRecorder>((resolve, reject) => {
    recorder.addEventListener('start', () => resolve(control), { once: true });
    recorder.addEventListener('error', (event) => {
      const error: unknown = 'error' in event ? event.error : event;
      reject(error);
      if (!stopping) listener.onFailed(error);
    });
  });
  const control: SoundRecorder = {
    type: recorder.mimeType,
    pause() {
      if (recorder.state !== 'recording') return;
      mix.open(false);
      recorder.pause();
      // What was said before the pause is stored now, not with the first word after it.
      recorder.requestData();
    },
    resume() {
      if (recorder.state !== 'paused') return;
      mix.open(true);
      recorder.resume();
    },
    stop() {
      stopping ??= (async () => {
        if (recorder.state !== 'inactive') {
          recorder.stop();
          await stopped;
        }
        mix.close();
      })();
      return stopping;
    },
  };
  recorder.start(pieceMs);
  return begun;
}
