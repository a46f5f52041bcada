import type { AudioDevicesState } from '../../audio/audio-devices.js';
import { deviceInUse } from '../../audio/devices-state.js';
import type { Unsubscribe } from '../../shared/emitter.js';

export type OutputRole = 'speaker' | 'ringer';

export interface OutputOptions {
  readonly settings: () => AudioDevicesState;
  /** Factor for everything. */
  readonly loudness: number;
  /** The browser keeps something silent until somebody touches the page. */
  readonly onBlocked: (blocked: boolean) => void;
  readonly onGesture: () => void;
}

/** Everything that is heard: voices and tones, each on its device. */
export interface Output {
  /** Plays until the result is called. Needs no place in the document. */
  play(stream: MediaStream, role?: OutputRole): Unsubscribe;
  /** Plays a sound over and over until the result is called; `failed` runs when it cannot be. */
  repeat(url: string, role: OutputRole, failed: () => void): Unsubscribe;
  /** Brings what plays to the devices and volumes of now. */
  apply(): void;
  unlock(): Promise<void>;
  /** The far ends that are heard now. */
  voices(): readonly MediaStream[];
}

interface Player {
  readonly element: HTMLAudioElement;
  readonly role: OutputRole;
  sink: string;
}

/** What a click, a touch or a key does for a page that may not play sound yet. */
const gestures = ['pointerdown', 'keydown'] as const;

export function createOutput({ settings, loudness, onBlocked, onGesture }: OutputOptions): Output {
  const players = new Set<Player>();
  const voices = new Set<MediaStream>();
  const waiting = new Set<Player>();
  const wake = () => void unlock();

  function wait(player: Player, waits: boolean): void {
    const before = waiting.size > 0;
    if (waits) waiting.add(player);
    else waiting.delete(player);
    const now = waiting.size > 0;
    if (before === now) return;
    for (const gesture of gestures) {
      if (now) globalThis.addEventListener(gesture, wake, { capture: true });
      else globalThis.removeEventListener(gesture, wake, { capture: true });
    }
    onBlocked(now);
  }

  /** Only a missing gesture is worth waiting for; a sound that was stopped meanwhile is not. */
  async function begin(player: Player, failed?: () => void): Promise<void> {
    try {
      await player.element.play();
      wait(player, false);
    } catch (error) {
      if (!players.has(player)) return;
      if (error instanceof Error && error.name === 'NotAllowedError') wait(player, true);
      else failed?.();
    }
  }

  function set(player: Player): void {
    const state = settings();
    const { element, role } = player;
    element.volume = state.volume[role] * loudness;
    element.muted = role === 'ringer' && state.ringerMuted;
    const sink = deviceInUse(state, role) ?? '';
    if (sink === player.sink || !state.canChooseOutput) return;
    player.sink = sink;
    // A device may go between being listed and being used: then the default plays until the next list.
    element.setSinkId(sink).catch(() => element.setSinkId('').catch(() => {}));
  }

  function add(element: HTMLAudioElement, role: OutputRole, failed?: () => void): Unsubscribe {
    const player: Player = { element, role, sink: '' };
    players.add(player);
    // A system that takes the speaker away, or a phone call on a mobile, pauses the page.
    const again = () => players.has(player) && void begin(player);
    element.addEventListener?.('pause', again);
    set(player);
    void begin(player, failed);
    return () => {
      if (!players.delete(player)) return;
      element.removeEventListener?.('pause', again);
      wait(player, false);
      element.pause();
      element.srcObject = null;
    };
  }

  function unlock(): Promise<void> {
    onGesture();
    return Promise.all([...waiting].map((player) => begin(player))).then(() => {});
  }

  return {
    play(stream, role) {
      const element = new Audio();
      element.srcObject = stream;
      const stop = add(element, role ?? 'speaker');
      if (role === undefined) voices.add(stream);
      return () => {
        voices.delete(stream);
        stop();
      };
    },
    repeat(url, role, failed) {
      const element = new Audio(url);
      element.loop = true;
      const stop = add(element, role, failed);
      return () => {
        stop();
        // What is still loading is given up.
        element.removeAttribute('src');
        element.load();
      };
    },
    apply() {
      for (const player of players) set(player);
    },
    unlock,
    voices: () => [...voices],
  };
}
