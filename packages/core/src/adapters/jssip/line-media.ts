import type { AudioDevices } from '../../audio/audio-devices.js';
import type { LineSignal } from '../../phone/phone.js';
import type { Clock } from '../../shared/clock.js';
import { limitGathering } from './gathering.js';

interface LineMediaOptions {
  readonly audio: AudioDevices;
  readonly clock: Clock;
  readonly gatherLimitMs: number;
  readonly changed: (media: Extract<LineSignal, { type: 'media' }>['media']) => void;
  /** The audio connection is beyond repair. */
  readonly failed: () => void;
}

export interface LineMedia {
  /** What flows now, for a line that was answered after its audio began. */
  readonly current: Extract<LineSignal, { type: 'media' }>['media'] | undefined;
  /** Stops the far end's voice and closes the connection. */
  close(): void;
}

/** Watches one audio connection: candidates, the far end's voice, and whether it still flows. */
export function watchMedia(pc: RTCPeerConnection, options: LineMediaOptions): LineMedia {
  const stopGathering = limitGathering(pc, { clock: options.clock, limitMs: options.gatherLimitMs });
  let stopVoice = () => {};
  let current: LineMedia['current'];

  pc.addEventListener('track', ({ track, streams: [stream] }) => {
    stopVoice();
    stopVoice = options.audio.play(stream ?? new MediaStream([track]));
  });

  // JsSIP looks at the ICE state alone, which stays "disconnected" for ever when a far end vanishes.
  pc.addEventListener('connectionstatechange', () => {
    if (pc.connectionState === 'failed') return options.failed();
    if (pc.connectionState === 'connected') current = 'flowing';
    else if (pc.connectionState === 'disconnected') current = 'interrupted';
    else return;
    options.changed(current);
  });

  return {
    get current() {
      return current;
    },
    close() {
      stopGathering();
      stopVoice();
      stopVoice = () => {};
      // JsSIP forgets to on several failures, and an open connection keeps the microphone in use.
      pc.close();
    },
  };
}
