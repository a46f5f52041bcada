/** Milliseconds. */
const askDeadline = 2_000;
const silenceBeforeRestart = 2_000;
/** Right after a reconnect the network may be another one: two looks in a row at which nothing had arrived are enough. */
const silenceAfterReconnect = 500;
const pauseBetweenRestarts = 10_000;
const patienceWithSilence = 30_000;
/** How long silence alone is suspicious after a reconnect: the browser takes six seconds to doubt a path. */
const suspicion = 10_000;

/** Where the connection to the server stands. */
export type RecoveryStatus = 'off' | 'good' | 'doubtful' | 'waiting' | 'trying';

/** Every move the recovery can make. The diagram in `docs/flows.md` is checked against this table. */
export const recoveryTransitions = {
  off: ['good'],
  good: ['doubtful', 'waiting', 'off'],
  doubtful: ['good', 'waiting', 'off'],
  waiting: ['trying', 'off'],
  trying: ['good', 'waiting', 'off'],
} as const satisfies Record<RecoveryStatus, readonly RecoveryStatus[]>;

/** The audio of one call that is being talked on. Times are milliseconds since 1970. */
export interface CallMedia {
  /** Nothing arrives since. */
  readonly silentSince?: number | undefined;
  /** The browser calls the path broken since. */
  readonly brokenSince?: number | undefined;
  /** When ICE was restarted last. */
  readonly restartedAt?: number | undefined;
}

/** What the decision maker knows. */
export interface RecoveryState {
  readonly status: RecoveryStatus;
  /** Counted from 1 since the connection was lost. */
  readonly attempt: number;
  /** When the answer is overdue (`doubtful`), or the next attempt due (`waiting`). */
  readonly dueAt?: number | undefined;
  /** Somebody was talking when it was lost: they, or a BYE that is owed to them, are waiting. */
  readonly urgent: boolean;
  /** The server asked not to be tried before (Retry-After). */
  readonly notBefore: number;
  /** When it was won back last; the network may be another one. */
  readonly backAt: number;
  /** Until when the lost connection is kept from JsSIP. */
  readonly hiddenUntil?: number | undefined;
  readonly calls: ReadonlyMap<string, CallMedia>;
}

export const initialRecovery: RecoveryState = {
  status: 'off',
  attempt: 0,
  urgent: false,
  notBefore: 0,
  backAt: -Infinity,
  calls: new Map(),
};

/** What happens to the connection, to the page, and to the audio of calls. */
export type RecoverySignal =
  | { readonly type: 'registered' | 'closed' | 'tick' }
  /** The page woke up, came back, or its network changed. */
  | { readonly type: 'doubt' }
  /** Something arrived from the server. */
  | { readonly type: 'heard' }
  /** The socket closed, the ping was lost, or the server forgot us; or an attempt failed. */
  | { readonly type: 'lost' | 'attempt-failed'; readonly retryAfterMs?: number | undefined }
  | { readonly type: 'call-up' | 'call-over'; readonly call: string }
  | {
      readonly type: 'media';
      readonly call: string;
      /** What the browser says of the path. */
      readonly path: 'good' | 'doubtful' | 'failed';
      /** Packets arrived since the last time, or none are to be expected. */
      readonly flows: boolean;
    };

export type RecoveryEffect =
  /** The connection was lost just now: show it, and what was on its way has failed. */
  | { readonly type: 'lost' }
  /** Ask the server for a sign of life. */
  | { readonly type: 'ask' }
  /** The connection is dead although it looks open: close it. */
  | { readonly type: 'drop' }
  /** Open a connection and register. */
  | { readonly type: 'connect' }
  /** JsSIP has to know now that the connection is gone. */
  | { readonly type: 'tell' }
  | HealingEffect;

/** What is done for one call. */
export type HealingEffect =
  /** Tell the far end where we are; `restart`: with new network candidates, because the audio is silent. */
  | { readonly type: 'refresh'; readonly call: string; readonly restart: boolean }
  /** Only new network candidates; the far end knows where we are. */
  | { readonly type: 'restart'; readonly call: string }
  | { readonly type: 'give-up'; readonly call: string };

export interface RecoveryMoment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** 0 to 1. */
  readonly random: number;
  /** How long a lost connection is kept from JsSIP while a call is up, in milliseconds. */
  readonly graceMs: number;
}

export type RecoveryStep = readonly [RecoveryState, readonly RecoveryEffect[]];

/**
 * The one place that decides how connection and audio are won back, as a pure function.
 * Signalling first: while it is bad, no ICE restart is asked for, because the offer could not leave.
 */
export function decideRecovery(state: RecoveryState, signal: RecoverySignal, moment: RecoveryMoment): RecoveryStep {
  switch (signal.type) {
    case 'registered':
      return state.status === 'waiting' ? [state, []] : registered(state, moment);
    case 'lost':
      return isUp(state) ? lose(state, signal.retryAfterMs, moment) : [state, []];
    case 'attempt-failed':
      return state.status === 'trying' ? [waitOn(state, signal.retryAfterMs, moment), []] : [state, []];
    case 'closed':
      return [{ ...initialRecovery, calls: state.calls }, []];
    case 'doubt':
      return doubt(state, moment);
    case 'heard':
      return [state.status === 'doubtful' ? { ...state, status: 'good', dueAt: undefined } : state, []];
    case 'tick':
      return tick(state, moment);
    case 'call-up':
      return [withCall(state, signal.call, {}), []];
    case 'call-over':
      return [withCall(state, signal.call, undefined), []];
    case 'media':
      return hearMedia(state, signal, moment);
  }
}

/** When something is due without a signal, or `undefined`. */
export function recoveryAlarm({ dueAt, hiddenUntil }: RecoveryState): number | undefined {
  const next = Math.min(dueAt ?? Infinity, hiddenUntil ?? Infinity);
  return next === Infinity ? undefined : next;
}

/**
 * Milliseconds before an attempt: none before the first. In a call then 250, 500 and 1000, because somebody is
 * being kept waiting. Otherwise 2 s doubling to 30 s, 30 % more or less, so that a floor does not come back at once.
 */
export function pauseOf(attempt: number, inCall: boolean, random: number): number {
  if (attempt <= 1) return 0;
  if (inCall) return Math.min(1_000, 250 * 2 ** (attempt - 2));
  return Math.round(Math.min(30_000, 2_000 * 2 ** (attempt - 2)) * (0.7 + 0.6 * random));
}

const isUp = ({ status }: RecoveryState) => status === 'good' || status === 'doubtful';

function registered(state: RecoveryState, { now }: RecoveryMoment): RecoveryStep {
  const calls = new Map(state.calls);
  const effects: RecoveryEffect[] = [];
  for (const [call, media] of state.calls) {
    const restart = isSilent(media, now) || media.brokenSince !== undefined;
    if (restart) calls.set(call, { ...media, restartedAt: now });
    effects.push({ type: 'refresh', call, restart });
  }
  const backAt = state.attempt > 0 ? now : state.backAt;
  return [{ ...initialRecovery, status: 'good', backAt, calls }, effects];
}

function lose(state: RecoveryState, retryAfterMs: number | undefined, moment: RecoveryMoment): RecoveryStep {
  const next = waitOn({ ...state, attempt: 0, urgent: state.calls.size > 0 }, retryAfterMs, moment);
  if (state.calls.size === 0) return [next, [{ type: 'lost' }, { type: 'tell' }]];
  return [{ ...next, hiddenUntil: moment.now + moment.graceMs }, [{ type: 'lost' }]];
}

function waitOn(state: RecoveryState, retryAfterMs = 0, { now, random }: RecoveryMoment): RecoveryState {
  const attempt = state.attempt + 1;
  const notBefore = now + retryAfterMs;
  const dueAt = Math.max(notBefore, now + pauseOf(attempt, state.urgent, random));
  return { ...state, status: 'waiting', attempt, notBefore, dueAt };
}

function doubt(state: RecoveryState, { now }: RecoveryMoment): RecoveryStep {
  if (state.status === 'good') return [{ ...state, status: 'doubtful', dueAt: now + askDeadline }, [{ type: 'ask' }]];
  // The network may be back this very moment.
  if (state.status === 'waiting') return [{ ...state, dueAt: Math.max(now, state.notBefore) }, []];
  return [state, []];
}

function tick(state: RecoveryState, moment: RecoveryMoment): RecoveryStep {
  const { now } = moment;
  const effects: RecoveryEffect[] = [];
  let next = state;
  if (now >= (next.dueAt ?? Infinity)) {
    if (next.status === 'doubtful') {
      const [lost, told] = lose(next, undefined, moment);
      next = lost;
      effects.push({ type: 'drop' }, ...told);
    } else {
      next = { ...next, status: 'trying', dueAt: undefined };
      effects.push({ type: 'connect' });
    }
  }
  if (now >= (next.hiddenUntil ?? Infinity)) {
    next = { ...next, hiddenUntil: undefined };
    effects.push({ type: 'tell' });
  }
  return [next, effects];
}

type MediaSignal = Extract<RecoverySignal, { type: 'media' }>;

function hearMedia(state: RecoveryState, signal: MediaSignal, { now }: RecoveryMoment): RecoveryStep {
  const { call, path, flows } = signal;
  const before = state.calls.get(call);
  if (before === undefined) return [state, []];
  const media: CallMedia = {
    silentSince: flows ? undefined : (before.silentSince ?? now),
    // Won back once packets arrive, not when the browser hopes so.
    brokenSince: flows && path === 'good' ? undefined : (before.brokenSince ?? (path === 'good' ? undefined : now)),
    restartedAt: before.restartedAt,
  };
  if (now - (media.brokenSince ?? now) >= patienceWithSilence) {
    return [withCall(state, call, undefined), [{ type: 'give-up', call }]];
  }
  if (!needsRestart(state, media, { now, path })) return [withCall(state, call, media), []];
  return [withCall(state, call, { ...media, restartedAt: now }), [{ type: 'restart', call }]];
}

function needsRestart(
  { status, backAt }: RecoveryState,
  media: CallMedia,
  { now, path }: { readonly now: number; readonly path: MediaSignal['path'] },
): boolean {
  if (status !== 'good' || now - (media.restartedAt ?? -Infinity) < pauseBetweenRestarts) return false;
  if (path === 'failed') return true;
  const isBack = now - backAt < suspicion;
  if (isBack) return isSilent(media, now, silenceAfterReconnect);
  return path === 'doubtful' && isSilent(media, now);
}

const isSilent = ({ silentSince }: CallMedia, now: number, forMs = silenceBeforeRestart) =>
  silentSince !== undefined && now - silentSince >= forMs;

function withCall(state: RecoveryState, call: string, media: CallMedia | undefined): RecoveryState {
  const calls = new Map(state.calls);
  if (media === undefined) calls.delete(call);
  else calls.set(call, media);
  return { ...state, calls };
}
