import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cancellableCalls } from '../pacing/cancellable-calls.js';
import { dayMs } from './local-time.js';
import { createNumberZones } from './number-zones.js';
import type { Rule } from './rule-pack.js';
import { edgesOfRule, notMeasured, yearOf } from './scripted/edges-of-rule.js';
import { effectiveEdges } from './scripted/effective-edges.js';
import { packsOf, readJson } from './scripted/gate-world.js';
import { places } from './scripted/places.js';
import { type EdgeCase, verdictAt } from './scripted/rule-edge.js';
import { clockChanges } from './scripted/wall-clock.js';

/* Made from the packs themselves: a rule that is added to a pack is called at its edges, or the first test fails. */

const files = readdirSync(new URL('./packs/', import.meta.url)).filter((file) => file !== 'rule-pack.schema.json');
const packs = packsOf(...files.map((file) => file.replace('.json', '')));
const unknown = { number: '+12025550100', zones: ['UTC'], several: ['UTC', 'Europe/London'] } as const;

const cases = packs.flatMap((pack) =>
  pack.rules.map((rule): [name: string, edge: EdgeCase] => {
    const place = places[pack.jurisdiction] ?? unknown;
    return [`${pack.id}:${rule.id}`, { rule, pack, place, year: yearOf(rule) }];
  }),
);
const measured = cases.filter(([, edge]) => edgesOfRule(edge).length > 0);

/** Nothing is asked by it: no hours, no limit, no consent. */
const asksNothing = ({ value }: Rule) => value === null || value === false;

describe('every rule of certainty high or medium', () => {
  it('is called on both sides of its edge, or is known to measure no call', () => {
    expect(untested(cases)).toEqual([]);
    expect(measured.length).toBeGreaterThanOrEqual(46);
  });

  it('that names no value leaves the word to a rule of the same field', () => {
    const empty = cases.filter(([, { rule }]) => rule.enabled && rule.value === null);
    expect(empty.map(([name]) => name)).toEqual(['gb:abandonment-max-rate', 'gb:calling-window']);
    for (const [name, { rule, pack }] of empty) {
      const others = pack.rules.filter(
        ({ field, enabled, value }) => field === rule.field && enabled && value !== null,
      );
      expect(others.length, name).toBe(1);
    }
  });

  it('is asked where people live: each pack has a place, with the clock changes of its zones', () => {
    expect(packs.filter(({ jurisdiction }) => !places[jurisdiction]).map(({ id }) => id)).toEqual([]);
    const still = packs.filter(({ jurisdiction }) =>
      places[jurisdiction]?.zones.every((zone) => clockChanges(zone, 2027).length === 0),
    );
    expect(still.map(({ id }) => id)).toEqual(['cn', 'in']);
  });
});

/** The rules that no call is made beside the edge of, and that nobody explained. */
function untested(all: typeof cases): string[] {
  const sure = all.filter(([, { rule }]) => rule.certainty !== 'low');
  const without = sure.filter(([, edge]) => {
    const verdicts = new Set(edgesOfRule(edge).map(({ expected }) => expected));
    return !(verdicts.has('passed') && verdicts.has('blocked'));
  });
  const unexplained = without.filter(([, { rule }]) => notMeasured[rule.field] === undefined && !asksNothing(rule));
  return unexplained.map(([name]) => name);
}

describe.each(measured)('%s', (_, edge) => {
  it('speaks at each of its edges as it must', async () => {
    const edges = edgesOfRule(edge);
    const said = await Promise.all(edges.map((each) => verdictAt(each, edge)));
    const wrong = edges.flatMap(({ name, at, expected, next }, index) => {
      const answer = said[index];
      const isRight = answer?.verdict === expected && (next === undefined || answer.next === next);
      return isRight ? [] : [{ name, at: new Date(at).toISOString(), expected, next, answer }];
    });
    expect(wrong).toEqual([]);
  });
});

describe.each(measured.filter(([, { rule }]) => rule.effectiveFrom ?? rule.effectiveTo))('%s', (_, edge) => {
  it('is in force from the first minute of its first day to the last of its last', async () => {
    const edges = effectiveEdges(edge);
    const said = await Promise.all(edges.map((each) => verdictAt({ ...each, expected: 'passed' }, edge)));
    expect(edges.map(({ name }, index) => [name, said[index]?.verdict !== 'absent'])).toEqual(
      edges.map(({ name, inForce }) => [name, inForce]),
    );
    expect(edges.some(({ inForce }) => inForce) && edges.some(({ inForce }) => !inForce)).toBe(true);
  });
});

describe('the ringing that packs ask for', () => {
  const rings = cases.filter(([, { rule }]) => rule.field === 'ring.minSeconds' && rule.certainty !== 'low');

  it.each(rings)('%s: nobody is given up a millisecond earlier', (_, { rule }) => {
    const [now, ms] = [1_000_000, Number(rule.value) * 1_000];
    const ringing = (age: number) => [{ dialedAt: now - age, ringingAt: now - age }];
    const minimumRingMs = ms;
    expect(cancellableCalls(now, ringing(ms - 1), { minimumRingMs })).toHaveLength(0);
    expect(cancellableCalls(now, ringing(ms), { minimumRingMs })).toHaveLength(1);
    // Also where the host said nothing.
    expect(cancellableCalls(now, ringing(ms - 1))).toHaveLength(0);
  });

  it('is asked for by the United Kingdom and the United States', () => {
    expect(rings.map(([name]) => name)).toEqual(['gb:ring-min-seconds', 'us:ring-min-seconds']);
  });
});

describe('a number that maps to several zones', () => {
  const ofNumber = createNumberZones(readJson('number-zones.json'));

  it.each(['US-FL', 'US-KY', 'US-SD', 'US-IN'])('is one that people in %s have', (jurisdiction) => {
    expect(ofNumber(places[jurisdiction]?.number ?? '').length).toBeGreaterThan(1);
  });
});

describe('a pack that gains a rule', () => {
  const [florida] = packsOf('us-fl');

  it('of a kind nobody made edges for, or without numbers to measure, is noticed', () => {
    const [[, first] = []] = measured;
    if (!first) throw new Error('Some rule is measured.');
    const invented = { ...first.rule, field: 'calls.perHour', value: 7 } as unknown as Rule;
    expect(untested([['us-fl:calls-per-hour', { ...first, rule: invented }]])).toEqual(['us-fl:calls-per-hour']);
  });

  const cap = florida?.rules.find(({ field }) => field === 'attempts.max');

  it('has its edges at once when the rule is of a known kind, whatever its numbers', async () => {
    if (!florida || cap?.field !== 'attempts.max') throw new Error('The pack of Florida has a cap.');
    const place = places['US-FL'] ?? unknown;
    for (const value of [
      { count: 1, per: 'PT1H', by: 'lead' },
      { count: 2, per: 'P1D', minGap: 'PT45M', by: 'number' },
      { count: 5, per: 'P7D', rolling: true, by: 'person' },
    ] as const) {
      const edge: EdgeCase = { rule: { ...cap, id: 'new', value }, pack: florida, place, year: 2027 };
      const edges = edgesOfRule(edge);
      const said = await Promise.all(edges.map((each) => verdictAt(each, edge)));
      const wrong = edges.filter(({ expected }, index) => said[index]?.verdict !== expected);
      expect([value, wrong.map(({ name }) => name)]).toEqual([value, []]);
      expect(Math.max(...edges.map(({ at }) => at)) - Math.min(...edges.map(({ at }) => at))).toBeGreaterThan(dayMs);
    }
  });
});
