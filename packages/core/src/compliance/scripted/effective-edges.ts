import type { EdgeCase, RuleEdge } from './rule-edge.js';
import { dayPlus, instantOf } from './wall-clock.js';

const minute = 60_000;

/** The first and last minute in which a dated rule is in force, on the called party's clock, the earliest of several. */
export function effectiveEdges({ rule, place }: EdgeCase): (Omit<RuleEdge, 'expected'> & { inForce: boolean })[] {
  const { effectiveFrom: from, effectiveTo: to } = rule;
  return [place.zones.slice(0, 1), place.several].flatMap((zones) => {
    const edge = (name: string, at: number, inForce: boolean) => ({ name: `${zones} ${name}`, at, zones, inForce });
    const midnights = (date: string) => zones.map((zone) => instantOf(zone, date, '00:00'));
    const first = from === undefined ? undefined : Math.min(...midnights(from));
    const end = to === undefined ? undefined : Math.max(...midnights(dayPlus(to, 1)));
    return [
      ...(first === undefined
        ? []
        : [edge('a minute before its first day', first - minute, false), edge('its first minute', first, true)]),
      ...(end === undefined
        ? []
        : [edge('its last minute', end - minute, true), edge('a minute after its last day', end, false)]),
    ];
  });
}
