import type { Dialer } from '../dialer-api.js';
import type { Clock } from '../shared/clock.js';
import type { AudioDevices, AudioWarning } from './audio-devices.js';
import { noTone, reduceTones, type ToneSignal } from './tone-state.js';

/** Which tones the dialer plays by itself. */
export interface ToneSettings {
  /** Incoming calls ring. @defaultValue `true` */
  readonly ring?: boolean | undefined;
  /** Address of a sound to ring with. The page's content policy must allow it (`media-src`). @defaultValue a built-in ring */
  readonly ringUrl?: string | undefined;
  /** A soft sign in the ear when a call comes in during another. @defaultValue `true` */
  readonly callWaiting?: boolean | undefined;
  /** The far end's ringing, where the network sends none. @defaultValue `true` */
  readonly ringback?: boolean | undefined;
  /** A short busy or congestion tone when a call is refused. @defaultValue `true` */
  readonly busy?: boolean | undefined;
}

export interface SoundDeskOptions {
  readonly dialer: Pick<Dialer, 'state' | 'events'>;
  readonly audio: AudioDevices;
  readonly tones: ToneSettings | false;
  readonly clock: Clock;
  readonly warn: (code: AudioWarning, wrong: boolean) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** How long a call that was refused is heard. Milliseconds. */
const briefMs = 2_500;

const watched = ['autoplay-blocked', 'microphone-fallback', 'speaker-fallback', 'input-processor-failed'] as const;

/** Plays what `reduceTones` decides, and hands on what is wrong with the audio. */
export function createSoundDesk({ dialer, audio, tones, clock, warn, signal }: SoundDeskOptions): void {
  if (signal.aborted) return;
  let state = noTone;
  let stopTone = () => {};
  let cancelBrief = () => {};
  const wanted: Readonly<Record<string, boolean | undefined>> =
    tones === false
      ? {}
      : {
          ring: tones.ring ?? true,
          'call-waiting': tones.callWaiting ?? true,
          ringback: tones.ringback ?? true,
          busy: tones.busy ?? true,
          congestion: tones.busy ?? true,
        };
  const url = tones === false ? undefined : tones.ringUrl;

  function apply(signal: ToneSignal): void {
    const before = state;
    state = reduceTones(before, signal);
    if (state === before) return;
    cancelBrief();
    stopTone();
    stopTone = () => {};
    const { tone, brief } = state;
    if (tone !== undefined && wanted[tone]) stopTone = audio.playTone(tone, tone === 'ring' ? { url } : {});
    if (brief) cancelBrief = clock.after(briefMs, () => apply({ type: 'over' }));
  }

  function follow(): void {
    const { calls, activeCallId } = dialer.state.snapshot;
    apply({ type: 'calls', calls, activeCallId });
  }

  function tellWarnings(): void {
    const { warnings } = audio.devices.snapshot;
    for (const code of watched) warn(code, warnings.includes(code));
  }

  dialer.state.subscribe(follow, { signal });
  dialer.events.listen(
    ({ type, data }) => {
      if (type !== 'dialdeck.call.ended' || data.direction !== 'outgoing' || data.end.reason === 'hung-up') return;
      apply({ type: 'refused', end: data.end });
    },
    { signal },
  );
  audio.devices.subscribe(tellWarnings, { signal });
  signal.addEventListener('abort', () => {
    cancelBrief();
    stopTone();
  });
  follow();
  tellWarnings();
  void audio.prepare();
}
