import type { LineSignal } from '../../phone/phone.js';
import { type Clock, every } from '../../shared/clock.js';
import { measureAudio } from './measurement.js';

/** Milliseconds between two looks at what arrived, and how long a doubt lasts. */
const lookEvery = 500;
const doubtFor = 10_000;

/** What the browser says of a path, and whether packets came since the last look or none are to be expected. */
export interface PathReport {
  readonly path: 'good' | 'doubtful' | 'failed';
  readonly flows: boolean;
}

type Media = Extract<LineSignal, { type: 'media' }>['media'];

export interface PathWatch {
  /** What flows now, once something did. */
  readonly current: Media | undefined;
  /** The network may have changed: look for a while whether packets still arrive. */
  check(): void;
  stop(): void;
}

interface PathWatchOptions {
  readonly clock: Clock;
  /** On hold nothing arrives, and that is right. */
  readonly quiet: () => boolean;
  readonly changed: (media: Media) => void;
  /** Told at every look while in doubt. */
  readonly report: (report: PathReport) => void;
  /** No path was ever found. */
  readonly failed: () => void;
}

/**
 * Watches whether audio arrives. JsSIP looks at the ICE state alone, which stays "disconnected" for ever when a far
 * end vanishes; and what the browser calls connected again is believed once packets arrive.
 */
export function watchPath(pc: RTCPeerConnection, options: PathWatchOptions): PathWatch {
  const { clock, quiet, changed, report, failed } = options;
  let current: Media | undefined;
  let wasConnected = false;
  let packets: number | undefined;
  let stopLooking: (() => void) | undefined;
  let until = 0;
  let stopped = false;

  function become(next: Media): void {
    if (current === next) return;
    current = next;
    changed(next);
  }

  pc.addEventListener('connectionstatechange', () => {
    const { connectionState } = pc;
    if (connectionState === 'connected') {
      wasConnected = true;
      if (current === undefined) become('flowing');
    } else if (connectionState === 'failed' && !wasConnected) failed();
    else if (connectionState === 'failed' || connectionState === 'disconnected') {
      become('interrupted');
      report({ path: pathOf(pc), flows: false });
      check();
    }
  });

  function check(): void {
    until = clock.now() + doubtFor;
    if (stopLooking !== undefined || stopped) return;
    void look();
    stopLooking = every(clock, lookEvery, () => void look());
  }

  async function look(): Promise<void> {
    const received = (await measureAudio(pc).catch(() => undefined))?.packetsReceived ?? 0;
    if (stopped) return;
    const flows = quiet() || received > (packets ?? received);
    const first = packets === undefined;
    packets = received;
    if (first) return;
    const path = pathOf(pc);
    if (path === 'good' && flows && wasConnected) become('flowing');
    report({ path, flows });
    if (current !== 'interrupted' && clock.now() >= until) rest();
  }

  function rest(): void {
    stopLooking?.();
    stopLooking = undefined;
    packets = undefined;
  }

  return {
    get current() {
      return current;
    },
    check,
    stop() {
      stopped = true;
      rest();
    },
  };
}

function pathOf({ connectionState }: RTCPeerConnection): PathReport['path'] {
  if (connectionState === 'connected') return 'good';
  return connectionState === 'failed' ? 'failed' : 'doubtful';
}
