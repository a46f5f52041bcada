import type { AudioDevices, AudioDevicesState } from '../../audio/audio-devices.js';
import { noDevices } from '../../audio/no-devices.js';
import { DialerError } from '../../errors.js';
import type { MicrophoneState } from '../../phone/phone.js';
import { createStore } from '../../shared/store.js';
import type { AudioDesk } from './audio-desk.js';

/** The part of `navigator.mediaDevices` that is used. */
export interface MediaDevicesLike {
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  enumerateDevices(): Promise<readonly Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>[]>;
  addEventListener(type: 'devicechange', listener: () => void): void;
  removeEventListener(type: 'devicechange', listener: () => void): void;
}

export interface BrowserAudioOptions {
  /**
   * Changes what the microphone hears before it is sent, such as a noise filter: gets a track, gives another. When it
   * fails or takes longer than 3 seconds, the call goes on with the track as it was, and `input-processor-failed` is
   * raised. The track it gives is stopped with the microphone.
   */
  readonly processInput?: ((track: MediaStreamTrack) => MediaStreamTrack | Promise<MediaStreamTrack>) | undefined;
  /** Factor for everything that is played, 0 to 1. @defaultValue 1 */
  readonly loudness?: number | undefined;
  /** For tests and the sandbox. @defaultValue the browser's */
  readonly mediaDevices?: MediaDevicesLike | undefined;
}

const silence = Object.freeze({ level: 0 });
const canChooseOutput = () => 'setSinkId' in (globalThis.HTMLMediaElement?.prototype ?? {});

/**
 * Microphone, speaker and ringer of the browser. The microphone is open while somebody has a lease, never longer.
 * All it does is loaded on the first use; a page that never calls has this shell only.
 */
export function createBrowserAudio(options: BrowserAudioOptions = {}): AudioDevices {
  const microphone = createStore<MicrophoneState>({ status: 'unknown' });
  const devices = createStore<AudioDevicesState>(noDevices(canChooseOutput()));
  let loading: Promise<AudioDesk> | undefined;
  let desk: AudioDesk | undefined;

  function load(): Promise<AudioDesk> {
    loading ??= import('./audio-desk.js').then(
      ({ createAudioDesk }) => {
        desk = createAudioDesk({ ...options, microphone, devices });
        return desk;
      },
      (cause) => {
        loading = undefined;
        throw new DialerError('microphone-failed', 'The audio part of the dialer could not be loaded.', { cause });
      },
    );
    return loading;
  }

  /** Starts as soon as it can, unless stopped before. */
  function start(run: (ready: AudioDesk) => () => void): () => void {
    if (desk) return run(desk);
    let stop = () => {};
    let stopped = false;
    load().then(
      (ready) => {
        if (!stopped) stop = run(ready);
      },
      () => {},
    );
    return () => {
      stopped = true;
      stop();
    };
  }

  return {
    microphone,
    devices,
    prepare: () =>
      load().then(
        (ready) => ready.prepare(),
        () => {},
      ),
    openMicrophone: async () => (await load()).openMicrophone(),
    testMicrophone: async (test) => (await load()).testMicrophone(test),
    choose: async (role, device) => (await load()).choose(role, device),
    setVolume: (role, volume) =>
      void load().then(
        (ready) => ready.setVolume(role, volume),
        () => {},
      ),
    setRingerMuted: (muted) =>
      void load().then(
        (ready) => ready.setRingerMuted(muted),
        () => {},
      ),
    unlock: async () => desk?.unlock(),
    loop: async (url) => (await load()).loop(url),
    mix: async (tracks) => (await load()).mix(tracks),
    play: (voice) => start((ready) => ready.play(voice)),
    playTone: (tone, how) => start((ready) => ready.playTone(tone, how)),
    level(role) {
      return {
        get snapshot() {
          return desk?.level(role).snapshot ?? silence;
        },
        subscribe: (listener, how) => start((ready) => ready.level(role).subscribe(listener, how)),
      };
    },
    dispose: () => desk?.dispose(),
  };
}
