import type { Constraint } from './constraint.js';
import type { HolidayProvider } from './holidays.js';
import { type LocalTime, localTimeOf, minuteOf } from './local-time.js';
import type { RuleOf } from './rule-pack.js';

/** The hours of a calling-window rule. */
export type CallingHours = NonNullable<RuleOf<'callingWindow'>['value']>;

export interface CallingWindowOptions {
  /** Every zone the called party may be in: the call must be legal in all of them. */
  readonly zones: readonly string[];
  readonly jurisdiction: string;
  readonly holidays?: HolidayProvider | undefined;
}

const speaksOfHolidays = (hours: CallingHours) => hours.some(({ days }) => days.includes('public-holiday'));

const closesOnHolidays = (hours: CallingHours) =>
  hours.every(({ days, spans }) => !days.includes('public-holiday') || spans.length === 0);

const within = (spans: CallingHours[number]['spans'], minute: number) =>
  spans.some(([from, to]) => minute >= minuteOf(from) && minute < minuteOf(to));

/** A day that no line of the rule names is not ruled by it; a holiday that is named counts beside its weekday. */
function isOpen(hours: CallingHours, local: LocalTime, isHoliday: boolean): boolean {
  const today = isHoliday ? ([local.weekday, 'public-holiday'] as const) : [local.weekday];
  return today.every((day) => {
    const lines = hours.filter(({ days }) => days.includes(day));
    return lines.length === 0 || lines.some(({ spans }) => within(spans, local.minute));
  });
}

/**
 * Legal calling time in the called party's own time. A span's first minute is allowed, its last is not: `21:00` means
 * that the call of 21:00:00 is too late. Without a known zone nothing is allowed.
 */
export function callingWindow(hours: CallingHours, options: CallingWindowOptions): Constraint {
  const { zones, jurisdiction, holidays } = options;
  const hasHolidays = speaksOfHolidays(hours);
  const holidayAt = ({ date }: LocalTime) => (hasHolidays ? holidays?.isHoliday(date, jurisdiction) : false);
  const closedIn = (at: number) =>
    zones.find((zone) => {
      const local = localTimeOf(zone, at);
      return !isOpen(hours, local, holidayAt(local) ?? true);
    });
  return {
    minutes: hours.flatMap(({ spans }) => spans.flat().map(minuteOf)),
    // Without a provider every day counts as a holiday.
    isFinal: zones.length === 0 || (hasHolidays && holidays === undefined && closesOnHolidays(hours)),
    openAt: (at) => zones.length > 0 && closedIn(at) === undefined,
    why(at) {
      if (zones.length === 0) return 'The time zone of the called party is not known.';
      const zone = closedIn(at);
      if (zone === undefined)
        return `Within the hours in ${zones.length === 1 ? zones[0] : `all ${zones.length} zones`}.`;
      const local = localTimeOf(zone, at);
      const holiday = holidayAt(local);
      const day = `${local.weekday} ${local.date} ${clock(local.minute)} in ${zone}`;
      if (holiday === undefined) return `${day}: the public holidays of ${jurisdiction} are not known for this day.`;
      return `${day} is outside the hours${holiday ? ': a public holiday' : ''}.`;
    },
  };
}

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
