import { createGate, type GateOptions } from '../gate.js';
import type { GateRequest } from '../gate-answer.js';
import type { Rule, RulePack } from '../rule-pack.js';
import { createTimeZones } from '../time-zone.js';
import type { Place } from './places.js';

/** One call right beside the edge of a rule, and what the rule has to say of it. */
export interface RuleEdge {
  readonly name: string;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly zones: readonly string[];
  /** `absent`: the rule is not in force. */
  readonly expected: 'passed' | 'blocked' | 'absent';
  readonly isAgentReserved?: boolean | undefined;
  /** What the gate finds: attempts, lists, consents. Default nothing at all. */
  readonly world?: Partial<Omit<GateOptions, 'packs'>> | undefined;
  /** When the call has to be allowed next, for a call refused a minute too early. */
  readonly next?: number | undefined;
}

/** What the makers of edges are given: a rule, alone in its pack with the rules that only say how it is counted. */
export interface EdgeCase<R extends Rule = Rule> {
  readonly rule: R;
  readonly pack: RulePack;
  readonly place: Place;
  /** A year in which the rule is in force from end to end. */
  readonly year: number;
}

/** The rule with nothing beside it that could forbid the call instead; one of low certainty as counsel would switch it on. */
export function alone(pack: RulePack, rule: Rule): RulePack {
  const counting = pack.rules.filter(({ field }) => field === 'abandonment.window');
  const on = { ...rule, enabled: true, reviewed: { by: 'the test', on: '2026-01-01' } };
  return { ...pack, within: undefined, rules: [on, ...counting] };
}

/** What the gate says of the call at the edge. */
export async function verdictAt(edge: RuleEdge, { rule, pack, place }: EdgeCase) {
  const { at, zones, isAgentReserved = true, world } = edge;
  const gate = createGate({
    packs: [alone(pack, rule)],
    attempts: { find: () => [] },
    doNotCall: { find: () => [], inNationalFiles: () => [] },
    consents: { find: () => [] },
    timeZones: createTimeZones({ ofNumber: () => zones }),
    ...world,
  });
  const { number } = place;
  const request: GateRequest = { number, leadId: 'l1', at, jurisdictions: [pack.jurisdiction], isAgentReserved };
  const { rules, nextAllowedAt } = await gate.check(request);
  const found = rules.find(({ id }) => id === `${pack.id}@${pack.version}:${rule.id}`);
  return { verdict: found?.verdict ?? 'absent', next: nextAllowedAt };
}
