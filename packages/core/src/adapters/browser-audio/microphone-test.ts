import type { AudioLevel, MicrophoneTest, MicrophoneTestOptions } from '../../audio/audio-devices.js';
import type { MicrophoneLease } from '../../audio/line-audio.js';
import { DialerError } from '../../errors.js';
import { systemClock } from '../../shared/clock.js';
import type { Readable } from '../../shared/store.js';

interface TestParts {
  readonly open: () => Promise<MicrophoneLease>;
  readonly level: Readable<AudioLevel>;
  /** Whether a level of zero means anything. */
  readonly listening: () => boolean;
}

/** A room without speech is louder than this, a dead microphone is not. About -54 dB. */
const silence = 0.1;

/** Opens the microphone, listens for a while and closes it, whatever happens. */
export async function testMicrophone(options: MicrophoneTestOptions, parts: TestParts): Promise<MicrophoneTest> {
  const { seconds = 3, signal } = options;
  const aborted = () => new DialerError('aborted', 'The microphone test was stopped.');
  if (signal?.aborted) throw aborted();
  const lease = await parts.open();
  let peak = 0;
  let listened = false;
  const stop = parts.level.subscribe(() => {
    peak = Math.max(peak, parts.level.snapshot.level);
  });
  try {
    await wait(Math.min(30, Math.max(0.5, seconds)) * 1000, signal);
    if (signal?.aborted) throw aborted();
    listened = parts.listening();
  } finally {
    stop();
    lease.release();
  }
  const heard = peak > silence;
  return { verdict: heard ? 'ok' : listened ? 'silent' : 'unknown', peak };
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const cancel = systemClock.after(ms, resolve);
    signal?.addEventListener(
      'abort',
      () => {
        cancel();
        resolve();
      },
      { once: true },
    );
  });
}
