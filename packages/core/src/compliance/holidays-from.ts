import type { HolidayProvider } from './holidays.js';
import { dayMs, daysAfter } from './local-time.js';

/** One calendar of `date-holidays`, or of anything that answers alike: `new Holidays('FR')`. */
export interface HolidayCalendar {
  getHolidays(year: number): readonly CalendarHoliday[];
}

/** The part of a holiday of `date-holidays` that is read. */
export interface CalendarHoliday {
  /** Begins with the day: `2027-01-01 00:00:00`. */
  readonly date: string;
  /** `public`, `bank`, `optional`, `school` or `observance`. */
  readonly type: string;
  readonly start: Date;
  readonly end: Date;
}

export interface HolidaysFromOptions {
  /** Which kinds of days count as public holidays. @defaultValue only `public` */
  readonly types?: readonly string[] | undefined;
}

/**
 * Public holidays from `date-holidays`; the library stays a dependency of the application.
 *
 * ```ts
 * import Holidays from 'date-holidays';
 * const holidays = createHolidaysFrom({ FR: [new Holidays('FR'), new Holidays('FR', '57')], AU: new Holidays('AU') });
 * ```
 *
 * A day counts when one of the calendars of the jurisdiction names it: pass those of all the states that people may be
 * in. A jurisdiction without a calendar, a year the library has nothing for, and a calendar that throws count as not
 * known, so that the gate takes the day for a holiday.
 * @param calendars by jurisdiction of the rule packs
 */
export function createHolidaysFrom(
  calendars: Readonly<Record<string, HolidayCalendar | readonly HolidayCalendar[]>>,
  { types = ['public'] }: HolidaysFromOptions = {},
): HolidayProvider {
  const years = new Map<string, ReadonlySet<string> | undefined>();

  function daysOf(jurisdiction: string, year: string): ReadonlySet<string> | undefined {
    const key = `${jurisdiction} ${year}`;
    if (years.has(key)) return years.get(key);
    const own = Object.hasOwn(calendars, jurisdiction) ? calendars[jurisdiction] : undefined;
    const days = own && read([own].flat(), year, types);
    years.set(key, days);
    return days;
  }

  return {
    isHoliday: (date, jurisdiction) => daysOf(jurisdiction, date.slice(0, 4))?.has(date),
  };
}

/** All days of a year; `undefined` when one of the calendars knows none. */
function read(
  calendars: readonly HolidayCalendar[],
  year: string,
  types: readonly string[],
): ReadonlySet<string> | undefined {
  try {
    const lists = calendars.map((calendar) =>
      // A holiday of several days may begin in the year before.
      [Number(year) - 1, Number(year)]
        .flatMap((each) => calendar.getHolidays(each))
        .filter(({ type }) => types.includes(type)),
    );
    const days = lists.map((list) => list.flatMap(daysIn).filter((day) => day.startsWith(year)));
    return days.length > 0 && days.every((list) => list.length > 0) ? new Set(days.flat()) : undefined;
  } catch {
    return undefined;
  }
}

/** The days it lasts; one that begins in the evening counts from that day on. */
function daysIn({ date, start, end }: CalendarHoliday): readonly string[] {
  const first = date.slice(0, 10);
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
  return Array.from({ length: count }, (_, day) => daysAfter(first, day));
}
