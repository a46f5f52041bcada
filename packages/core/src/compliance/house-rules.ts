import { type AttemptCap, attemptCap } from './attempt-caps.js';
import type { Constraint } from './constraint.js';
import { concerns, doNotCallEntry } from './do-not-call.js';
import type { RuleVerdict } from './gate-answer.js';
import type { CallFacts } from './pack-constraints.js';

/** A cap that the company sets itself. */
export interface HouseCap extends AttemptCap {
  readonly id: string;
  /** Who decided it. */
  readonly source: string;
  /** When: `2026-01-31`. */
  readonly date: string;
}

/** A rule with what it says of itself, before it is asked. */
export interface AskedRule {
  readonly about: Omit<RuleVerdict, 'verdict' | 'why'>;
  readonly constraint: Constraint;
}

const house = { certainty: 'high', basis: 'house' } as const;

/** The company's own do-not-call entries and caps. */
export function houseRules(facts: CallFacts, caps: readonly HouseCap[]): AskedRule[] {
  const { request, attempts, zones } = facts;
  const entries = facts.doNotCall.filter((entry) => concerns(entry, request.number, request.campaignId));
  const listed = entries.map((entry) => ({
    about: {
      ...house,
      id: 'house:do-not-call',
      rule: 'do-not-call',
      value: `${entry.scope} ${entry.value}`,
      source: entry.source,
      date: new Date(entry.addedAt).toISOString(),
    },
    constraint: doNotCallEntry(entry),
  }));
  const capped = caps.map(({ id, source, date, ...cap }) => ({
    about: { ...house, id: `house:${id}`, rule: 'attempts.max', value: cap, source, date },
    constraint: attemptCap(cap, { party: request, attempts, zones }),
  }));
  return [...(listed.length > 0 ? listed : [unlisted]), ...capped];
}

const unlisted: AskedRule = {
  about: {
    ...house,
    id: 'house:do-not-call',
    rule: 'do-not-call',
    value: 'not listed',
    source: "The company's do-not-call list",
    date: 'at the time of the call',
  },
  constraint: { openAt: () => true, why: () => 'No do-not-call entry names the number.' },
};

/** Nobody knows what holds where no pack does: the call is not made. */
export function uncoveredPlace(place: string): AskedRule {
  return {
    about: {
      ...house,
      id: 'house:pack-missing',
      rule: 'jurisdiction',
      value: place,
      source: 'The rule packs given to the gate',
      date: 'at the time of the call',
    },
    constraint: { isFinal: true, openAt: () => false, why: () => `No rule pack covers ${place}.` },
  };
}
