import { must, mustBeWithin, objectOf, optional, parseOptions } from '../options.js';
import type { RiskLevelOptions } from './risk-level.js';

/** How a risk pacer behaves. */
export interface RiskPacerOptions extends RiskLevelOptions {
  /** After so many milliseconds an unanswered call is given up. @defaultValue 22000 */
  readonly ringTimeoutMs?: number | undefined;
  /** So many milliseconds after the answer a person whom no agent met is abandoned. @defaultValue 2000 */
  readonly graceMs?: number | undefined;
  /** Smaller teams get one call per idle agent. @defaultValue 4 */
  readonly minAgents?: number | undefined;
  /** Live answers before any risk. @defaultValue 50 */
  readonly minAnswers?: number | undefined;
  /** Most calls in flight per working agent. @defaultValue 10 */
  readonly maxLinesPerAgent?: number | undefined;
  /** Most calls dialed in any second. @defaultValue unlimited */
  readonly maxCallsPerSecond?: number | undefined;
  /** Off, every idle agent gets one call: for a phone without a server that parks calls. @defaultValue true */
  readonly overdials?: boolean | undefined;
}

const between = (least: number, most: number, rule: string) =>
  optional(must<number>((value) => typeof value === 'number' && value >= least && value <= most, rule));

const options = objectOf<RiskPacerOptions>({
  setPoint: between(0.001, 0.2, 'must be a share from 0.001 to 0.2. Pass 0.025 for a limit of 3 %.'),
  gain: between(0.001, 2, 'must be from 0.001 to 2. Leave it out for 0.3.'),
  ringTimeoutMs: optional(mustBeWithin(5_000, 120_000, 'milliseconds, such as 22000')),
  graceMs: optional(mustBeWithin(0, 10_000, 'milliseconds, such as 2000')),
  minAgents: optional(mustBeWithin(1, 1_000, 'agents, such as 4')),
  minAnswers: optional(mustBeWithin(0, 100_000, 'live answers, such as 50')),
  maxLinesPerAgent: between(1, 50, 'must be from 1 to 50. Pass lines per agent, such as 10.'),
  maxCallsPerSecond: optional(mustBeWithin(1, 1_000, 'calls, such as 20')),
  overdials: optional(must<boolean>((value) => typeof value === 'boolean', 'must be true or false.')),
});

/** @throws DialerError `config-invalid`, naming every wrong field */
export function pacerOptions(input: RiskPacerOptions): RiskPacerOptions {
  return parseOptions(options, input, { what: 'createRiskPacer' });
}
