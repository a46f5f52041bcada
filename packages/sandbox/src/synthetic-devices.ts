import type { MediaDevicesLike } from '@dialdeck/core/jssip';
import type { AudioEngine } from './audio-engine.js';
import type { DeviceRack, SandboxDevice } from './device-rack.js';
import { createVoice, type Voice } from './voice.js';

export interface SyntheticDevicesOptions {
  readonly rack: DeviceRack;
  readonly engine: AudioEngine;
  /** Called while a microphone is open, to make it speak. The result stops it. */
  readonly speak: (voice: Voice) => () => void;
}

interface OpenMicrophone {
  readonly id: string;
  readonly track: MediaStreamTrack;
  close(): void;
}

/** The browser's devices, made of the sandbox's: microphones that are synthesised voices, and nobody is asked. */
export function createSyntheticDevices({ rack, engine, speak }: SyntheticDevicesOptions): MediaDevicesLike {
  const voices = new Map<string, Voice>();
  const open = new Set<OpenMicrophone>();
  const watches = new Map<() => void, () => void>();

  function voiceOf({ id, pitch = 170 }: SandboxDevice): Voice {
    const voice = voices.get(id) ?? createVoice(engine, { pitch, level: 0.12, speed: 1 });
    voices.set(id, voice);
    return voice;
  }

  function openOne(device: SandboxDevice): MediaStream {
    const voice = voiceOf(device);
    const stream = voice.stream.clone();
    const [track] = stream.getAudioTracks();
    if (!track) throw new DOMException('This voice has no sound.', 'NotReadableError');
    const hush = speak(voice);
    const stop = track.stop.bind(track);
    const one: OpenMicrophone = {
      id: device.id,
      track,
      close() {
        stop();
        if (open.delete(one)) hush();
      },
    };
    open.add(one);
    track.stop = one.close;
    track.getSettings = () => ({ deviceId: device.id });
    return stream;
  }

  function pullOut(): void {
    const there = new Set(rack.list().map(({ id }) => id));
    for (const one of [...open].filter(({ id }) => !there.has(id))) {
      one.close();
      one.track.dispatchEvent(new Event('ended'));
    }
  }

  return {
    async getUserMedia({ audio }) {
      const wanted =
        typeof audio === 'object' ? (audio.deviceId as ConstrainDOMStringParameters | undefined) : undefined;
      const microphones = rack.list().filter(({ kind }) => kind === 'microphone');
      const named = microphones.find(({ id }) => id === (wanted?.exact ?? wanted?.ideal));
      if (wanted?.exact !== undefined && !named) throw new DOMException('No such microphone.', 'OverconstrainedError');
      const device = named ?? microphones[0];
      if (!device) throw new DOMException('There is no microphone.', 'NotFoundError');
      return openOne(device);
    },
    async enumerateDevices() {
      return rack.list().map(({ id: deviceId, label, kind }) => ({
        deviceId,
        label,
        kind: kind === 'microphone' ? ('audioinput' as const) : ('audiooutput' as const),
      }));
    },
    addEventListener(_type, listener) {
      const stop = rack.changed(() => {
        pullOut();
        listener();
      });
      watches.set(listener, stop);
    },
    removeEventListener(_type, listener) {
      watches.get(listener)?.();
      watches.delete(listener);
    },
  };
}
