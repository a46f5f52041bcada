import type {
  AudioDevices,
  AudioDevicesState,
  AudioLevel,
  AudioRole,
  ChosenDevice,
  MicrophoneTest,
  MicrophoneTestOptions,
  ToneName,
  ToneOptions,
} from '../audio/audio-devices.js';
import { deviceInUse, type PluggedDevice, reduceDevices } from '../audio/devices-state.js';
import type { MicrophoneLease, ReplaceTrack, SoundMix } from '../audio/line-audio.js';
import { noDevices } from '../audio/no-devices.js';
import { DialerError, errorInfoOf } from '../errors.js';
import type { MicrophoneState } from '../phone/phone.js';
import type { Unsubscribe } from '../shared/emitter.js';
import { createStore } from '../shared/store.js';

/** A track that knows whether somebody still uses it, and which device it hears. */
export interface FakeAudioTrack {
  readonly kind: 'audio';
  readonly device: string | undefined;
  enabled: boolean;
  readyState: 'live' | 'ended';
  stop(): void;
}

/** Tracks that were made one. */
export interface FakeMix {
  tracks: readonly MediaStreamTrack[];
  open: boolean;
}

interface FakeLease {
  track: FakeAudioTrack;
  readonly followers: Set<ReplaceTrack>;
}

const headset: readonly PluggedDevice[] = [
  { id: 'headset-in', label: 'Headset', kind: 'input' },
  { id: 'desk-in', label: 'Desk microphone', kind: 'input' },
  { id: 'headset-out', label: 'Headset', kind: 'output' },
  { id: 'desk-out', label: 'Desk speaker', kind: 'output' },
];

/** Microphone, speaker and ringer without sound, for tests and stories. It passes the contract of real ones. */
export class FakeAudio implements AudioDevices {
  readonly #microphone = createStore<MicrophoneState>({ status: 'unknown' });
  readonly #devices = createStore<AudioDevicesState>(noDevices(true));
  readonly #levels = {
    microphone: createStore<AudioLevel>({ level: 0 }),
    speaker: createStore<AudioLevel>({ level: 0 }),
  };
  readonly #leases = new Set<FakeLease>();
  readonly microphone = this.#microphone;
  readonly devices = this.#devices;
  /** Every track that was ever lent. */
  readonly tracks: FakeAudioTrack[] = [];
  /** Voices that play now. */
  readonly voices = new Set<MediaStream>();
  /** Every mix that was ever made. */
  readonly mixes: FakeMix[] = [];
  /** Tones that play now, oldest first. */
  readonly tones: { readonly tone: ToneName; readonly on: 'speaker' | 'ringer'; readonly url: string | undefined }[] =
    [];
  /** While set, `openMicrophone()` and `testMicrophone()` fail with it. */
  microphoneError: DialerError | undefined;
  /** What the next microphone test hears. */
  testResult: MicrophoneTest = { verdict: 'ok', peak: 0.6 };
  #plugged: readonly PluggedDevice[] = headset;

  async prepare(): Promise<void> {
    this.#list();
  }

  async openMicrophone(): Promise<MicrophoneLease> {
    this.#failWhenTold();
    this.#microphone.set({ status: 'ready' });
    this.#list();
    const lease: FakeLease = { track: this.#newTrack(), followers: new Set() };
    this.#leases.add(lease);
    const tracks = () => [lease.track];
    return {
      stream: { getTracks: tracks, getAudioTracks: tracks } as unknown as MediaStream,
      follow(replace) {
        lease.followers.add(replace);
        return () => lease.followers.delete(replace);
      },
      release: () => {
        this.#leases.delete(lease);
        lease.track.stop();
      },
    };
  }

  play(voice: MediaStream): Unsubscribe {
    this.voices.add(voice);
    return () => this.voices.delete(voice);
  }

  async mix(tracks: readonly MediaStreamTrack[]): Promise<SoundMix> {
    const mix: FakeMix = { tracks, open: true };
    const stop = () => {
      mix.open = false;
    };
    this.mixes.push(mix);
    const track = {
      kind: 'audio',
      enabled: true,
      stop,
      get readyState() {
        return mix.open ? 'live' : 'ended';
      },
    } as unknown as MediaStreamTrack;
    return {
      track,
      hear(next) {
        mix.tracks = next;
      },
      close: stop,
    };
  }

  async choose(role: AudioRole, device: string | ChosenDevice | undefined): Promise<void> {
    const chosen = typeof device === 'string' ? { id: device, label: '' } : device;
    this.#devices.set(reduceDevices(this.#devices.snapshot, { type: 'chosen', role, device: chosen }));
    await this.#follow();
  }

  setVolume(role: AudioRole, volume: number): void {
    this.#devices.set(reduceDevices(this.#devices.snapshot, { type: 'volume', role, volume }));
  }

  setRingerMuted(muted: boolean): void {
    this.#devices.set(reduceDevices(this.#devices.snapshot, { type: 'ringer-muted', muted }));
  }

  playTone(tone: ToneName, { on = tone === 'ring' ? 'ringer' : 'speaker', url }: ToneOptions = {}): Unsubscribe {
    const playing = { tone, on, url };
    this.tones.push(playing);
    return () => {
      const at = this.tones.indexOf(playing);
      if (at >= 0) this.tones.splice(at, 1);
    };
  }

  async unlock(): Promise<void> {
    this.block(false);
  }

  level(role: 'microphone' | 'speaker') {
    return this.#levels[role];
  }

  async testMicrophone({ signal }: MicrophoneTestOptions = {}): Promise<MicrophoneTest> {
    if (signal?.aborted) throw new DialerError('aborted', 'The microphone test was stopped.');
    this.#failWhenTold();
    return this.testResult;
  }

  dispose(): void {
    this.tones.length = 0;
  }

  /** Plugs a device in. */
  async plug(device: PluggedDevice): Promise<void> {
    this.#plugged = [...this.#plugged.filter(({ id }) => id !== device.id), device];
    this.#list();
    await this.#follow();
  }

  /** Pulls a device out. */
  async unplug(id: string): Promise<void> {
    this.#plugged = this.#plugged.filter((device) => device.id !== id);
    this.#list();
    await this.#follow();
  }

  /** The browser keeps the page silent, or no longer. */
  block(blocked: boolean): void {
    this.#devices.set(
      reduceDevices(this.#devices.snapshot, { type: 'warning', code: 'autoplay-blocked', wrong: blocked }),
    );
  }

  /** Somebody speaks. @param level 0 to 1 */
  speak(role: 'microphone' | 'speaker', level: number): void {
    this.#levels[role].set({ level });
  }

  #list(): void {
    this.#devices.set(reduceDevices(this.#devices.snapshot, { type: 'listed', plugged: this.#plugged }));
  }

  #inUse(): string | undefined {
    const plugged = this.#plugged.find(({ kind }) => kind === 'input')?.id;
    return deviceInUse(this.#devices.snapshot, 'microphone') ?? plugged;
  }

  async #follow(): Promise<void> {
    for (const lease of this.#leases) {
      const before = lease.track;
      if (before.device === this.#inUse()) continue;
      const next = this.#newTrack();
      next.enabled = before.enabled;
      lease.track = next;
      const swap = [next, before] as unknown as [MediaStreamTrack, MediaStreamTrack];
      await Promise.allSettled([...lease.followers].map(async (replace) => replace(...swap)));
      before.stop();
    }
  }

  #newTrack(): FakeAudioTrack {
    const track: FakeAudioTrack = {
      kind: 'audio',
      device: this.#inUse(),
      enabled: true,
      readyState: 'live',
      stop() {
        track.readyState = 'ended';
      },
    };
    this.tracks.push(track);
    return track;
  }

  #failWhenTold(): void {
    if (!this.microphoneError) return;
    this.#microphone.set({ status: 'failed', error: errorInfoOf(this.microphoneError) });
    throw this.microphoneError;
  }
}
