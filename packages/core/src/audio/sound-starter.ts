import type { Dialer } from '../dialer-api.js';
import type { SoundDeskOptions } from './sound-desk.js';

export interface SoundStarterOptions extends Omit<SoundDeskOptions, 'dialer' | 'audio' | 'signal'> {
  readonly audio: SoundDeskOptions['audio'] | undefined;
  readonly dialer: () => Dialer;
}

/** The tones of a dialer, loaded with the first connect: a phone without audio, and a page that never connects, need none. */
export function createSoundStarter({ audio, dialer, ...options }: SoundStarterOptions) {
  let stopSounds: (() => void) | undefined;
  return {
    async start(): Promise<void> {
      if (!audio || stopSounds) return;
      const stop = new AbortController();
      stopSounds = () => stop.abort();
      try {
        const { createSoundDesk } = await import('./sound-desk.js');
        createSoundDesk({ dialer: dialer(), audio, ...options, signal: stop.signal });
      } catch {
        stopSounds = undefined;
      }
    },
    stop: () => stopSounds?.(),
  };
}
