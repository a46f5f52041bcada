import type { MicrophoneLease, ReplaceTrack } from '../../audio/line-audio.js';
import { DialerError, errorInfoOf } from '../../errors.js';
import type { MicrophoneState } from '../../phone/phone.js';
import { systemClock } from '../../shared/clock.js';
import type { Store } from '../../shared/store.js';
import type { BrowserAudioOptions, MediaDevicesLike } from './browser-audio.js';
import { type InputSource, openSource } from './input-source.js';
import { microphoneErrorOf } from './microphone-error.js';

/** A call has left by then. Milliseconds. */
const calmMs = 200;

export interface MicrophoneDeskOptions extends Pick<BrowserAudioOptions, 'processInput'> {
  readonly media: () => MediaDevicesLike | undefined;
  readonly state: Store<MicrophoneState>;
  /** The device to use now; `undefined` is the system's default. */
  readonly wanted: () => string | undefined;
  /** The device that was chosen, whether or not it is known to be there. */
  readonly remembered: () => string | undefined;
  readonly onOpened: () => void;
  readonly onProcessed: (well: boolean) => void;
  /** How loud it is to be; 1 is as it is. */
  readonly gain: () => number;
  readonly amplify: (source: InputSource, gain: number) => Promise<InputSource>;
}

/** Lends one microphone to all calls, and exchanges it under them. */
export interface MicrophoneDesk {
  open(): Promise<MicrophoneLease>;
  /**
   * Uses the wanted device, where another is in use. Never rejects.
   * @param again whether one that could not be opened is worth another try
   */
  follow(again: boolean): Promise<void>;
  /** Makes what is open as loud as it is to be. Never rejects. */
  applyGain(): Promise<void>;
  /** What is open now. */
  live(): readonly MediaStream[];
}

interface Capture {
  readonly opening: Promise<InputSource>;
  /** The device that was last asked for, and the one that came of it. `undefined` is the default. */
  asked: string | undefined;
  actual: string | undefined;
}

interface Lease {
  readonly stream: MediaStream;
  readonly followers: Set<ReplaceTrack>;
  track: MediaStreamTrack;
  lent: boolean;
}

export function createMicrophoneDesk(options: MicrophoneDeskOptions): MicrophoneDesk {
  const { state, onOpened } = options;
  const leases = new Set<Lease>();
  let waiting = 0;
  // One capture for all calls: some browsers silence the first when a second is opened.
  let capture: Capture | undefined;
  let source: InputSource | undefined;
  let switching: Promise<void> = Promise.resolve();

  /** Opens the chosen device, or the default when the chosen one cannot be opened. */
  function begin(): Capture {
    const exact = options.wanted();
    const ideal = exact ?? options.remembered();
    const { processInput, onProcessed } = options;
    const open = (device: { exact?: string | undefined; ideal?: string | undefined }) =>
      openSource({ media: options.media(), processInput, onProcessed, ...device });
    const opening = open({ exact, ideal })
      .catch((error) => {
        if (exact === undefined) throw error;
        begun.actual = undefined;
        return open({});
      })
      .then(amplified);
    const begun: Capture = { opening, asked: exact, actual: exact };
    opening.then(
      (opened) => {
        if (exact === undefined && opened.deviceId === ideal) begun.actual = ideal;
        opened.watch(() => void exchange(begun));
      },
      () => {},
    );
    return begun;
  }

  /** A call goes on without it rather than without a microphone. */
  async function amplified(opened: InputSource): Promise<InputSource> {
    return options.gain() === 1 ? opened : options.amplify(opened, options.gain()).catch(() => opened);
  }

  function fail(error: unknown): DialerError {
    const failure = error instanceof DialerError ? error : microphoneErrorOf(error);
    state.set({ status: 'failed', error: errorInfoOf(failure) });
    return failure;
  }

  function closeWhenIdle(): void {
    if (leases.size > 0 || waiting > 0 || !capture) return;
    const last = capture;
    capture = undefined;
    source = undefined;
    last.opening.then(
      (opened) => opened.stop(),
      () => {},
    );
  }

  async function current(): Promise<InputSource> {
    for (;;) {
      capture ??= begin();
      const from = capture;
      try {
        const opened = await from.opening;
        if (capture !== from) continue;
        if (!opened.live) {
          await exchange(from);
          if (capture === from) throw new DialerError('microphone-missing', 'The microphone was unplugged.');
          continue;
        }
        source = opened;
        return opened;
      } catch (error) {
        if (capture === from) capture = undefined;
        throw error;
      }
    }
  }

  function exchange(why: Capture | 'again' | 'look' | 'gain'): Promise<void> {
    switching = switching.then(() => exchangeNow(why)).catch((error) => void fail(error));
    return switching;
  }

  /** @param why the capture that was lost, or that it is to be louder or softer, or that a device was chosen or plugged, or that devices were looked at */
  async function exchangeNow(why: Capture | 'again' | 'look' | 'gain'): Promise<void> {
    const before = capture;
    const lost = typeof why === 'object';
    if (!before || (lost && why !== before)) return;
    const old = await before.opening.catch(() => undefined);
    if (capture !== before || !old) return;
    const wanted = options.wanted();
    if (why === 'gain' && old.live && (old.setGain || options.gain() === 1)) return old.setGain?.(options.gain());
    if (
      !lost &&
      why !== 'gain' &&
      old.live &&
      (wanted === before.actual || (wanted === before.asked && why === 'look'))
    ) {
      before.asked = wanted;
      return;
    }
    const next = begin();
    const opened = await next.opening;
    if (capture !== before) return opened.stop();
    capture = next;
    source = opened;
    await Promise.all([...leases].map((lease) => giveInstead(lease, opened)));
    old.stop();
    state.set({ status: 'ready' });
    onOpened();
  }

  return {
    async open() {
      waiting += 1;
      try {
        const opened = await current();
        const lease = lend(opened);
        leases.add(lease);
        if (state.snapshot.status !== 'ready') state.set({ status: 'ready' });
        // Not now: asking for the names of devices holds up the call that is being set up.
        if (leases.size === 1) systemClock.after(calmMs, onOpened);
        return leaseOf(lease, () => {
          leases.delete(lease);
          closeWhenIdle();
        });
      } catch (error) {
        throw fail(error);
      } finally {
        waiting -= 1;
        closeWhenIdle();
      }
    },
    applyGain: () => exchange('gain'),
    follow: (again) => exchange(again ? 'again' : 'look'),
    live: () => (source && capture ? [source.stream] : []),
  };
}

function lend({ track: original }: InputSource): Lease {
  // A track per call: muting or holding one call must not silence another.
  const track = original.clone();
  return { stream: new MediaStream([track]), followers: new Set(), track, lent: true };
}

/** Another track for the same call, as muted as the old one. */
async function giveInstead(lease: Lease, { track: original }: InputSource): Promise<void> {
  const before = lease.track;
  const next = original.clone();
  const { enabled } = before;
  // Before it is sent: nobody who is muted is heard, not even for a moment.
  next.enabled = enabled;
  lease.track = next;
  await Promise.allSettled([...lease.followers].map(async (replace) => replace(next, before)));
  if (before.enabled !== enabled) next.enabled = before.enabled;
  lease.stream.removeTrack(before);
  lease.stream.addTrack(next);
  before.stop();
  if (!lease.lent) next.stop();
}

function leaseOf(lease: Lease, giveBack: () => void): MicrophoneLease {
  return {
    stream: lease.stream,
    follow(replace) {
      lease.followers.add(replace);
      return () => lease.followers.delete(replace);
    },
    release() {
      if (!lease.lent) return;
      lease.lent = false;
      lease.followers.clear();
      lease.track.stop();
      for (const track of lease.stream.getTracks()) track.stop();
      giveBack();
    },
  };
}
