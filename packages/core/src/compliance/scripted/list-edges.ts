import type { Consent } from '../consent.js';
import { createDoNotCallList } from '../do-not-call.js';
import type { RuleOf } from '../rule-pack.js';
import { consentOf, fileOf } from './gate-world.js';
import type { EdgeCase, RuleEdge } from './rule-edge.js';
import { daysOfInterest, instantOf } from './wall-clock.js';

const [minute, day] = [60_000, 24 * 3_600_000];

/** The age of a national file, and whom it names. */
export function fileEdges({ rule, pack, place, year }: EdgeCase<RuleOf<'dnc.scrubMaxAgeDays'>>): RuleEdge[] {
  return place.zones.flatMap((zone) =>
    daysOfInterest(zone, year).flatMap((date) => {
      const at = instantOf(zone, date, '12:00');
      const oldest = at - rule.value * day;
      const edge = (name: string, files: Parameters<typeof createDoNotCallList>[1], expected: RuleEdge['expected']) => {
        const world = { doNotCall: createDoNotCallList([], files) };
        return { name: `${zone} ${date}: ${name}`, at, zones: [zone], expected, world };
      };
      const { jurisdiction } = pack;
      return [
        edge('a file a minute too old', [fileOf(jurisdiction, oldest - minute)], 'blocked'),
        edge('a file as old as it may be', [fileOf(jurisdiction, oldest)], 'passed'),
        edge('a file a minute younger', [fileOf(jurisdiction, oldest + minute)], 'passed'),
        edge('a file that names the number', [fileOf(jurisdiction, at, [place.number])], 'blocked'),
        edge('an old file beside a new one', [fileOf(jurisdiction, at), fileOf(jurisdiction, 0)], 'passed'),
        edge('the file of another country', [fileOf('XX', at)], 'blocked'),
        edge('no file', [], 'blocked'),
      ];
    }),
  );
}

/** The first and last minute of a consent. */
export function consentEdges({ rule, place, year }: EdgeCase<RuleOf<'consent.required'>>): RuleEdge[] {
  if (!rule.value) return [];
  return place.zones.flatMap((zone) =>
    daysOfInterest(zone, year).flatMap((date) => {
      const at = instantOf(zone, date, '12:00');
      const edge = (
        name: string,
        change: Partial<Consent> | undefined,
        expected: RuleEdge['expected'],
        next?: number,
      ) => {
        const agreed = change ? [consentOf(place.number, { grantedAt: at - day, ...change })] : [];
        const world = { consents: { find: () => agreed } };
        return { name: `${zone} ${date}: ${name}`, at, zones: [zone], expected, next, world };
      };
      return [
        edge('given a minute later', { grantedAt: at + minute }, 'blocked', at + minute),
        edge('given this very instant', { grantedAt: at }, 'passed'),
        edge('given a minute ago', { grantedAt: at - minute }, 'passed'),
        edge('taken back a minute later', { revokedAt: at + minute }, 'passed'),
        edge('taken back this very instant', { revokedAt: at }, 'blocked'),
        edge('runs out a minute later', { expiresAt: at + minute }, 'passed'),
        edge('has run out this very instant', { expiresAt: at }, 'blocked'),
        edge('without proof', { evidence: { kind: 'form', reference: '' } }, 'blocked'),
        edge('to something else', { purpose: 'survey' }, 'blocked'),
        edge('of another number', { number: '+12025550199' }, 'blocked'),
        edge('of nobody', undefined, 'blocked'),
      ];
    }),
  );
}
