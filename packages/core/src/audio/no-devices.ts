import type { AudioDevicesState } from './audio-devices.js';

const none: readonly never[] = Object.freeze([]);

/** Before anything is known. */
export const noDevices = (canChooseOutput: boolean): AudioDevicesState => ({
  microphones: none,
  speakers: none,
  ringers: none,
  choice: Object.freeze({}),
  volume: Object.freeze({ microphone: 1, speaker: 1, ringer: 1 }),
  ringerMuted: false,
  canChooseOutput,
  warnings: none,
});
