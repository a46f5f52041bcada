import * as z from 'zod/mini';
import { DialerError } from '../errors.js';
import type { AnswerModelState } from './answer-model.js';

/** What a pacer carries into the next day, as plain data for JSON. */
export interface RiskPacerState {
  /** The λ of the controller. */
  readonly risk: number;
  /** Live answers seen. */
  readonly answers: number;
  readonly answering: AnswerModelState;
  readonly wrapUps: readonly number[];
}

const weight = z.number().check(z.nonnegative());
const weights = z.array(weight).check(z.maxLength(1_000));

const state = z.object({
  risk: z.number(),
  answers: weight,
  answering: z.object({
    totals: z.object({ dialed: weight, live: weight, machine: weight, busy: weight }),
    buckets: z.array(z.tuple([z.string().check(z.maxLength(500)), weight, weight])).check(z.maxLength(1_000)),
    durations: z.object({ live: weights, machine: weights, busy: weights }),
  }),
  wrapUps: weights,
});

/**
 * Reads a state that comes back from storage. A level that is not a number would know no bound.
 * @throws DialerError `config-invalid`
 */
export function pacerState(saved: unknown): RiskPacerState {
  const read = state.safeParse(saved);
  if (read.success) return read.data;
  const cause = read.error;
  throw new DialerError('config-invalid', 'createRiskPacer: this is not what save() of a pacer gave.', { cause });
}
