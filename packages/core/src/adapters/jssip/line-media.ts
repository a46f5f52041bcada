import type { LineAudio } from '../../audio/line-audio.js';
import type { LineSignal } from '../../phone/phone.js';
import type { Clock } from '../../shared/clock.js';
import { limitGathering } from './gathering.js';
import { type PathReport, watchPath } from './path-watch.js';

interface LineMediaOptions {
  readonly audio: LineAudio;
  readonly clock: Clock;
  readonly gatherLimitMs: number;
  readonly gather: 'useful' | 'all' | undefined;
  readonly changed: (media: Extract<LineSignal, { type: 'media' }>['media']) => void;
  /** On hold nothing arrives, and that is right. */
  readonly quiet: () => boolean;
  /** Told at every look while it is doubtful whether audio arrives. */
  readonly report: (report: PathReport) => void;
  /** No path for the audio was ever found. */
  readonly failed: () => void;
}

export interface LineMedia {
  /** What flows now, for a line that was answered after its audio began. */
  readonly current: Extract<LineSignal, { type: 'media' }>['media'] | undefined;
  /** Candidates are about to be looked for again. */
  regather(): void;
  /** The network may have changed: look for a while whether audio still arrives. */
  check(): void;
  /** Stops the far end's voice and closes the connection. */
  close(): void;
}

/** Watches one audio connection: candidates, the far end's voice, and whether it still flows. */
export function watchMedia(pc: RTCPeerConnection, options: LineMediaOptions): LineMedia {
  const limit = () =>
    limitGathering(pc, { clock: options.clock, limitMs: options.gatherLimitMs, all: options.gather === 'all' });
  let stopGathering = limit();
  let stopVoice = () => {};

  pc.addEventListener('track', ({ track, streams: [stream] }) => {
    stopVoice();
    stopVoice = options.audio.play(stream ?? new MediaStream([track]));
  });

  const path = watchPath(pc, options);

  return {
    get current() {
      return path.current;
    },
    check: path.check,
    regather() {
      stopGathering();
      stopGathering = limit();
    },
    close() {
      stopGathering();
      path.stop();
      stopVoice();
      stopVoice = () => {};
      // JsSIP forgets to on several failures, and an open connection keeps the microphone in use.
      pc.close();
    },
  };
}
