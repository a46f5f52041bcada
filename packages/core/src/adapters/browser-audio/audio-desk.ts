import type { AudioDevices, AudioDevicesState, AudioRole } from '../../audio/audio-devices.js';
import { type DevicesSignal, deviceInUse, reduceDevices } from '../../audio/devices-state.js';
import type { MicrophoneState } from '../../phone/phone.js';
import type { Store } from '../../shared/store.js';
import type { BrowserAudioOptions, MediaDevicesLike } from './browser-audio.js';
import { createContextLender } from './context-lender.js';
import { createLevelMeters } from './level-meter.js';
import { createMicrophoneDesk } from './microphone-desk.js';
import { testMicrophone } from './microphone-test.js';
import { createOutput } from './output.js';
import { createTonePlayer } from './tone-player.js';

export interface AudioDeskOptions extends BrowserAudioOptions {
  readonly microphone: Store<MicrophoneState>;
  readonly devices: Store<AudioDevicesState>;
}

/** Everything behind `createBrowserAudio`, loaded when it is first used. */
export type AudioDesk = Required<Omit<AudioDevices, 'microphone' | 'devices'>>;

export function createAudioDesk(options: AudioDeskOptions): AudioDesk {
  const { microphone, devices, processInput, loudness = 1 } = options;
  const media = (): MediaDevicesLike | undefined => options.mediaDevices ?? globalThis.navigator?.mediaDevices;
  let watching: MediaDevicesLike | undefined;

  const tell = (signal: DevicesSignal) => devices.set(reduceDevices(devices.snapshot, signal));
  const inUse = (role: AudioRole) => deviceInUse(devices.snapshot, role);

  const contexts = createContextLender();
  const output = createOutput({
    settings: () => devices.snapshot,
    loudness,
    onBlocked: (blocked) => tell({ type: 'warning', code: 'autoplay-blocked', wrong: blocked }),
    onGesture: contexts.resume,
  });
  const input = createMicrophoneDesk({
    media,
    processInput,
    state: microphone,
    wanted: () => inUse('microphone'),
    remembered: () => devices.snapshot.choice.microphone?.id,
    // Names and ids are told only to a page that was given a microphone.
    onOpened: () => void look(false),
    gain: () => devices.snapshot.volume.microphone,
    amplify: async (source, gain) => (await import('./input-gain.js')).amplify(source, { contexts, gain }),
    onProcessed: (well) => tell({ type: 'warning', code: 'input-processor-failed', wrong: !well }),
  });
  const tones = createTonePlayer({ contexts, output });
  const levels = createLevelMeters({
    contexts,
    streams: (role) => (role === 'microphone' ? input.live() : output.voices()),
  });

  async function look(again: boolean): Promise<void> {
    const list = await media()
      ?.enumerateDevices()
      .catch(() => undefined);
    if (!list) return;
    const plugged = list
      .filter(({ kind }) => kind !== 'videoinput')
      .map(
        ({ deviceId: id, label, kind }) => ({ id, label, kind: kind === 'audioinput' ? 'input' : 'output' }) as const,
      );
    tell({ type: 'listed', plugged });
    output.apply();
    await input.follow(again);
  }

  const changed = () => void look(true);

  function watch(): void {
    if (watching) return;
    watching = media();
    watching?.addEventListener?.('devicechange', changed);
  }

  return {
    async prepare() {
      watch();
      await look(false);
    },
    openMicrophone() {
      watch();
      return input.open();
    },
    testMicrophone: (test = {}) =>
      testMicrophone(test, { open: input.open, level: levels.microphone, listening: contexts.running }),
    async choose(role, device) {
      watch();
      const chosen = typeof device === 'string' ? { id: device, label: '' } : device;
      tell({ type: 'chosen', role, device: chosen });
      output.apply();
      if (role === 'microphone') await input.follow(true);
    },
    setVolume(role, volume) {
      tell({ type: 'volume', role, volume });
      output.apply();
      void input.applyGain();
    },
    setRingerMuted(muted) {
      tell({ type: 'ringer-muted', muted });
      output.apply();
    },
    play: (voice) => output.play(voice),
    loop: async (url) => (await import('./sound-loop.js')).loopSound(contexts, url),
    mix: async (tracks) => (await import('./sound-mix.js')).mixTracks(contexts, tracks),
    playTone: tones.play,
    unlock: output.unlock,
    level: (role) => levels[role],
    dispose() {
      tones.stop();
      watching?.removeEventListener?.('devicechange', changed);
      watching = undefined;
    },
  };
}
