/** What a page still holds, counted from before the first script of ours runs. */
export interface Held {
  readonly connections: number;
  readonly tracks: number;
  readonly timers: number;
}

const connections = new Set<WeakRef<RTCPeerConnection>>();
const tracks = new Set<WeakRef<MediaStreamTrack>>();
const timers = new Set<unknown>();

/** Wraps what makes connections, tracks and timers. Holds none of them itself: Chromium makes no more than 500 connections. */
export function installEyes(): void {
  const Original = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.add(new WeakRef(this));
      this.addEventListener('track', ({ track }) => tracks.add(new WeakRef(track)));
    }
    override addTrack(track: MediaStreamTrack, ...streams: MediaStream[]): RTCRtpSender {
      tracks.add(new WeakRef(track));
      return super.addTrack(track, ...streams);
    }
  };
  const { setTimeout: start, clearTimeout: stop } = globalThis;
  const counted = (run: () => void, ms?: number, ...rest: unknown[]) => {
    const id = start(
      (...all: unknown[]) => {
        timers.delete(id);
        Reflect.apply(run, undefined, all);
      },
      ms,
      ...rest,
    );
    timers.add(id);
    return id;
  };
  Object.assign(globalThis, {
    setTimeout: counted,
    clearTimeout(id: number | undefined) {
      timers.delete(id);
      stop(id);
    },
  });
  const { setInterval: begin, clearInterval: end } = globalThis;
  Object.assign(globalThis, {
    setInterval(run: () => void, ms?: number) {
      const id = begin(run, ms);
      timers.add(id);
      return id;
    },
    clearInterval(id: number | undefined) {
      timers.delete(id);
      end(id);
    },
  });
}

export function held(): Held {
  return {
    connections: stillOf(connections, (pc) => pc.connectionState !== 'closed'),
    tracks: stillOf(tracks, (track) => track.readyState === 'live'),
    timers: timers.size,
  };
}

/** Forgets what is over. @returns how many are left */
function stillOf<T extends object>(all: Set<WeakRef<T>>, isAlive: (one: T) => boolean): number {
  for (const ref of all) {
    const one = ref.deref();
    if (!one || !isAlive(one)) all.delete(ref);
  }
  return new Set([...all].map((ref) => ref.deref())).size;
}
