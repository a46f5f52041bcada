import type { LiveAnswer } from '../abandonment-ledger.js';
import type { RuleOf } from '../rule-pack.js';
import type { EdgeCase, RuleEdge } from './rule-edge.js';
import { dayPlus, daysOfInterest, instantOf } from './wall-clock.js';

const [minute, day] = [60_000, 24 * 3_600_000];
/** People met in a period: enough that the limit falls between two whole numbers of abandoned calls. */
const met = 400;

/** The share at the limit and one call over it, the first answers, and both sides of the start of the period. */
export function rateEdges(edge: EdgeCase<RuleOf<'abandonment.maxRate'>>): RuleEdge[] {
  const { rule, pack, place, year } = edge;
  const limit = rule.value;
  if (limit === null) return [];
  // With the call asked about: the most that may be abandoned of one more answer.
  const most = Math.floor(limit * (met + 1)) - 1;
  const length = pack.rules.find((each) => each.field === 'abandonment.window')?.value.length ?? 'P1D';
  return place.zones.flatMap((zone) =>
    daysOfInterest(zone, year).flatMap((date) => {
      const at = instantOf(zone, date, '12:00');
      const { campaignStart, since } = periodOf(length, zone, date);
      const asked = (
        name: string,
        answers: readonly LiveAnswer[],
        expected: RuleEdge['expected'],
        reserved = false,
      ) => {
        const abandonment = { ledgerOf: () => ({ answers, campaignStart, timeZone: zone }) };
        const full = `${zone} ${date}: ${name}`;
        return { name: full, at, zones: [zone], expected, isAgentReserved: reserved, world: { abandonment } };
      };
      const good = answersAt(at - minute, met, 0);
      const full = answersAt(at - minute, met - 1, most);
      const bad = (when: number) => answersAt(when, 1, 1);
      return [
        asked('the last that may be risked', answersAt(at - minute, met, most), 'passed'),
        asked('one more', answersAt(at - minute, met, most + 1), 'blocked'),
        asked('one more, with an agent held for it', answersAt(at - minute, met, most + 1), 'passed', true),
        asked('before anybody was met', [], 'blocked'),
        asked('one more, abandoned in the first minute of the period', [...full, ...bad(since)], 'blocked'),
        asked(
          'one more, abandoned a minute before the period',
          [...good.slice(1), ...full.slice(0, most), ...bad(since - minute)],
          'passed',
        ),
        {
          name: `${zone} ${date}: nothing known`,
          at,
          zones: [zone],
          expected: 'blocked' as const,
          isAgentReserved: false,
        },
      ];
    }),
  );
}

const answersAt = (at: number, live: number, abandoned: number): LiveAnswer[] =>
  Array.from({ length: live }, (_, index) => ({ at, campaignId: 'spring', isAbandoned: index < abandoned }));

/** Where the period of the day began: at midnight, with the month, or some days after the campaign started. */
function periodOf(length: string, zone: string, date: string): { campaignStart: number; since: number } {
  const midnight = instantOf(zone, date, '00:00');
  if (length === 'P1D') return { campaignStart: 0, since: midnight };
  if (length === 'P1M') return { campaignStart: 0, since: instantOf(zone, `${date.slice(0, 8)}01`, '00:00') };
  const days = Number(/^P(\d+)D$/.exec(length)?.[1]);
  const campaignStart = instantOf(zone, dayPlus(date, -days - 5), '09:30');
  return { campaignStart, since: campaignStart + days * day };
}
