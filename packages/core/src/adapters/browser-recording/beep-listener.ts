import { DialerError } from '../../errors.js';
import type { LineSound } from '../../phone/phone.js';
import { beepFrame, createBeepDetector } from '../../recording/beep-detector.js';
import { openRunningContext } from './running-context.js';
import { copyOf } from './track-copy.js';

const everyMs = 60;
/** Longest stretch an analyser keeps (Web Audio section 1.8), about 0.7 s: how late a busy page may look. */
const kept = 32_768;

/** Listens to the far end until it has beeped. */
export async function awaitBeep(sound: LineSound, signal: AbortSignal): Promise<void> {
  const context = await openRunningContext();
  try {
    await heard(context, sound, signal);
  } finally {
    void context.close().catch(() => {});
  }
}

function heard(context: AudioContext, sound: LineSound, signal: AbortSignal): Promise<void> {
  const analyser = new AnalyserNode(context, { fftSize: kept });
  let source: MediaStreamAudioSourceNode | undefined;
  let copy: MediaStreamTrack | undefined;
  const letGo = () => {
    source?.disconnect();
    copy?.stop();
  };
  const follow = () => {
    letGo();
    // A copy: the agent may be elsewhere and not hear the far end.
    copy = copyOf(sound.far);
    source = copy && new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([copy]) });
    source?.connect(analyser);
  };
  follow();
  const unfollow = sound.changed(follow);
  const beeps = createBeepDetector(context.sampleRate);
  const samples = new Float32Array(kept);
  let lookedAt = context.currentTime;

  /** Everything that came since the last look, in whole frames. What is less is left for the next look. */
  function look(): boolean {
    analyser.getFloatTimeDomainData(samples);
    const fresh = Math.floor((context.currentTime - lookedAt) * context.sampleRate);
    const frames = Math.min(Math.floor(fresh / beepFrame), kept / beepFrame - 1);
    const rest = fresh % beepFrame;
    lookedAt = context.currentTime - rest / context.sampleRate;
    for (let frame = frames; frame > 0; frame--) {
      const from = kept - rest - frame * beepFrame;
      if (beeps(samples.subarray(from, from + beepFrame))) return true;
    }
    return false;
  }

  return new Promise<void>((resolve, reject) => {
    const done = () => {
      clearInterval(timer);
      signal.removeEventListener('abort', stop);
      unfollow();
      letGo();
    };
    const stop = () => {
      done();
      reject(new DialerError('aborted', 'Nobody waits for the beep any more.'));
    };
    const timer = setInterval(() => {
      if (!look()) return;
      done();
      resolve();
    }, everyMs);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
