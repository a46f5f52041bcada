import { binMs, createDurationHistogram, type DurationHistogram, memory } from './duration-histogram.js';
import type { PacingOutcome, ResolvedCall } from './pacing-snapshot.js';

/** Calls that the mean of the campaign counts for in a bucket, and the first guess in the campaign. */
const shrinkage = 40;

/** Before the first call: a fifth answers. */
const firstGuess = { live: 0.2, machine: 0.3, busy: 0.05 } as const;

const timed = ['live', 'machine', 'busy'] as const;
type Timed = (typeof timed)[number];

/** So many buckets are kept; a bucket of an hour or a list that is over is forgotten first. */
const mostBuckets = 500;

/** What the model has learnt, as plain data for JSON. */
export interface AnswerModelState {
  /** Weighted calls per outcome; `dialed` is all of them. */
  readonly totals: Readonly<Record<'dialed' | Timed, number>>;
  /** Weighted calls and live answers of each bucket, the one used last at the end. */
  readonly buckets: readonly (readonly [bucket: string, dialed: number, live: number])[];
  /** Per outcome: weighted calls by half seconds from the INVITE. */
  readonly durations: Readonly<Record<Timed, readonly number[]>>;
}

/** Knows how likely a call still in flight is to be answered by a person. */
export interface AnswerModel {
  /** P(a person answers a call dialed `age` ms ago and still in flight). */
  answerChance(age: number, bucket?: string): number;
  /** P(a call that a person answers rings longer than this). */
  ringsLonger(ms: number): number;
  observe(call: ResolvedCall): void;
  /** What was learnt, to carry on with tomorrow. */
  save(): AnswerModelState;
}

/**
 * Live share per bucket, shrunk to the mean of the campaign as a Beta prior does, and the time to the answer, to the
 * detection of a machine and to a busy tone as histograms. All of it fades, so that the newest calls count most.
 * @param ringTimeoutMs when an unanswered call is given up
 */
export function createAnswerModel(ringTimeoutMs: number, saved?: AnswerModelState): AnswerModel {
  const bins = Math.ceil(ringTimeoutMs / binMs) + 20;
  const totals = saved ? { ...saved.totals } : { dialed: 0, live: 0, machine: 0, busy: 0 };
  const buckets = new Map((saved?.buckets ?? []).map(([name, dialed, live]) => [name, { dialed, live }]));
  const durationOf = (kind: Timed) => createDurationHistogram(bins, saved?.durations[kind]);
  const durations = { live: durationOf('live'), machine: durationOf('machine'), busy: durationOf('busy') };
  const known = createChanceTable(bins);

  const chanceAt = chanceFrom({ totals, buckets, durations, ringTimeoutMs });

  return {
    answerChance(age, bucket) {
      const chances = known.of(bucket);
      const bin = Math.min(bins - 1, Math.max(0, Math.floor(age / binMs)));
      const chance = chances[bin] ?? 0;
      if (chance >= 0) return chance;
      const found = chanceAt(bin * binMs, bucket);
      chances[bin] = found;
      return found;
    },
    ringsLonger: (ms) => durations.live.stillAt(ms),
    observe({ at, dialedAt, outcome, bucket }) {
      if (outcome === 'other') return;
      known.forget();
      for (const kind of ['dialed', ...timed] as const) fade(totals, kind, kind === 'dialed' || kind === outcome);
      if (bucket !== undefined) fadeBucket(buckets, bucket, outcome);
      if (outcome !== 'no-answer') durations[outcome].observe(at - dialedAt);
    },
    save: () => ({
      totals: { ...totals },
      buckets: [...buckets].map(([name, { dialed, live }]) => [name, dialed, live] as const),
      durations: {
        live: [...durations.live.weights],
        machine: [...durations.machine.weights],
        busy: [...durations.busy.weights],
      },
    }),
  };
}

/** What the chances are worked out from. */
interface Learnt {
  readonly totals: Readonly<Record<'dialed' | Timed, number>>;
  readonly buckets: ReadonlyMap<string, { readonly dialed: number; readonly live: number }>;
  readonly durations: Readonly<Record<Timed, DurationHistogram>>;
  readonly ringTimeoutMs: number;
}

/** π(a) = p·(S(a) − S(R)) over that and everything else that would still be in flight at this age. */
function chanceFrom({ totals, buckets, durations, ringTimeoutMs }: Learnt) {
  const share = (kind: Timed) => (totals[kind] + shrinkage * firstGuess[kind]) / (totals.dialed + shrinkage);
  const liveShare = (bucket: string | undefined) => {
    const { dialed, live } = (bucket === undefined ? undefined : buckets.get(bucket)) ?? { dialed: 0, live: 0 };
    return (live + shrinkage * share('live')) / (dialed + shrinkage);
  };

  return (age: number, bucket: string | undefined): number => {
    const live = liveShare(bucket);
    // The other outcomes keep their proportions to each other, whatever the bucket.
    const rest = (1 - live) / Math.max(1e-9, 1 - share('live'));
    const machine = rest * share('machine');
    const busy = rest * share('busy');
    const inVain = age < ringTimeoutMs ? Math.max(0.02, 1 - live - machine - busy) : 0;
    const answered = live * Math.max(0, durations.live.stillAt(age) - durations.live.stillAt(ringTimeoutMs));
    const all = answered + machine * durations.machine.stillAt(age) + busy * durations.busy.stillAt(age) + inVain;
    return all === 0 ? 0 : answered / all;
  };
}

/** Chances by bucket and bin, worked out when asked for (−1 until then) and forgotten with the next call that ends. */
function createChanceTable(bins: number) {
  let tables: { readonly bucket: string | undefined; readonly chances: Float64Array }[] = [];
  return {
    of(bucket: string | undefined): Float64Array {
      for (const table of tables) if (table.bucket === bucket) return table.chances;
      const chances = new Float64Array(bins).fill(-1);
      tables.push({ bucket, chances });
      return chances;
    },
    forget() {
      if (tables.length > 0) tables = [];
    },
  };
}

function fade<Key extends string>(counts: Record<Key, number>, key: Key, isOne: boolean): void {
  counts[key] = counts[key] * (1 - 1 / memory) + (isOne ? 1 : 0);
}

function fadeBucket(
  buckets: Map<string, { dialed: number; live: number }>,
  bucket: string,
  outcome: PacingOutcome,
): void {
  const counts = buckets.get(bucket) ?? { dialed: 0, live: 0 };
  fade(counts, 'dialed', true);
  fade(counts, 'live', outcome === 'live');
  buckets.delete(bucket);
  buckets.set(bucket, counts);
  const [oldest] = buckets.keys();
  if (buckets.size > mostBuckets && oldest !== undefined) buckets.delete(oldest);
}
