import type { CallingHours } from '../calling-window.js';
import type { RuleOf } from '../rule-pack.js';
import type { EdgeCase, RuleEdge } from './rule-edge.js';
import { dayPlus, daysOfInterest, instantOf, wallClock } from './wall-clock.js';

const minute = 60_000;
type WindowCase = EdgeCase<RuleOf<'callingWindow'>>;

/** The hours read by hand: a time on the wall is compared as it is written. */
function isOpenByHand(hours: CallingHours, zone: string, at: number, isHoliday = false): boolean {
  const { day, time } = wallClock(zone, at);
  return [day, ...(isHoliday ? ['public-holiday'] : [])].every((kind) => {
    const lines = hours.filter(({ days }) => days.some((name) => name === kind));
    return lines.length === 0 || lines.some(({ spans }) => spans.some(([from, to]) => time >= from && time < to));
  });
}

const spansOn = (hours: CallingHours, day: string) => {
  const lines = hours.filter(({ days }) => days.some((name) => name === day));
  return lines.length === 0 ? undefined : lines.flatMap(({ spans }) => spans);
};

/** A holiday provider that calls the days public holidays, and knows of all others that they are none. */
const holidaysOn = (...dates: readonly string[]) => ({
  holidays: { isHoliday: (date: string) => dates.includes(date) },
});

/** The edges of one day: a minute before and after each opening and closing, or the whole of a day that is closed. */
function edgesOfDay(hours: CallingHours, zone: string, date: string): RuleEdge[] {
  const { day } = wallClock(zone, instantOf(zone, date, '12:00'));
  const at = (name: string, instant: number, expected: RuleEdge['expected'], next?: number): RuleEdge => {
    const full = `${zone} ${day} ${date}: ${name}`;
    return { name: full, at: instant, zones: [zone], expected, next, world: holidaysOn() };
  };
  const spans = spansOn(hours, day);
  if (spans === undefined || spans.length === 0) {
    const expected = spans === undefined ? 'passed' : 'blocked';
    return ['00:00', '09:59', '12:00', '20:01', '23:59'].map((time) => at(time, instantOf(zone, date, time), expected));
  }
  return spans.flatMap(([from, to]) => {
    const [first, end] = [instantOf(zone, date, from), instantOf(zone, date, to)];
    return [
      at(`a minute before ${from}`, first - minute, 'blocked', first),
      at(from, first, 'passed'),
      at(`a minute before ${to}`, end - minute, 'passed'),
      at(`the last instant before ${to}`, end - 1, 'passed'),
      at(to, end, 'blocked'),
    ];
  });
}

/** Every day of an ordinary week and of the weeks around the changes of the clocks. */
export function windowEdges({ rule: { value: hours }, place, year }: WindowCase): RuleEdge[] {
  if (hours === null) return [];
  return place.zones.flatMap((zone) =>
    daysOfInterest(zone, year).flatMap((date) =>
      [-3, -2, -1, 0, 1, 2, 3].flatMap((days) => edgesOfDay(hours, zone, dayPlus(date, days))),
    ),
  );
}

/** A number in two zones: at each edge of one of them it counts what the other says. */
export function severalZonesEdges({ rule: { value: hours }, place, year }: WindowCase): RuleEdge[] {
  if (hours === null) return [];
  const zones = place.several;
  return zones.flatMap((zone) =>
    daysOfInterest(zone, year).flatMap((date) =>
      [-1, 0, 1, 2].flatMap((days) =>
        edgesOfDay(hours, zone, dayPlus(date, days)).map(({ name, at, world }): RuleEdge => {
          const isOpen = zones.every((each) => isOpenByHand(hours, each, at));
          return {
            name: `${name}, or ${zones.join(' or ')}`,
            at,
            zones,
            world,
            expected: isOpen ? 'passed' : 'blocked',
          };
        }),
      ),
    ),
  );
}

/** A public holiday on each day of a week; nothing known of it; and rules that do not speak of holidays. */
export function holidayEdges({ rule: { value: hours }, place, year }: WindowCase): RuleEdge[] {
  if (hours === null) return [];
  const isNamed = spansOn(hours, 'public-holiday') !== undefined;
  const [zone = 'UTC'] = place.zones;
  return [0, 1, 2, 3, 4, 5, 6].flatMap((days) => {
    const date = dayPlus(`${year}-06-14`, days);
    const unknown = { holidays: { isHoliday: () => undefined } };
    return edgesOfDay(hours, zone, date).flatMap(({ name, at, zones }): RuleEdge[] => {
      const open = (isHoliday: boolean) => (isOpenByHand(hours, zone, at, isHoliday) ? 'passed' : 'blocked');
      return [
        { name: `${name}, a holiday`, at, zones, expected: open(true), world: holidaysOn(date) },
        { name: `${name}, the eve of one`, at, zones, expected: open(false), world: holidaysOn(dayPlus(date, 1)) },
        { name: `${name}, holidays not known`, at, zones, expected: open(isNamed), world: unknown },
      ];
    });
  });
}
