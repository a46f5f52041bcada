/**
 * PORT. Public holidays of a jurisdiction.
 * `createHolidaysFrom` puts the library `date-holidays` behind it.
 */
export interface HolidayProvider {
  /**
   * Whether `date` (`2026-12-25`, as the called party's calendar reads) is a public holiday of `jurisdiction` (`AU`).
   * `undefined` when nothing is known of that day: the gate then takes it for a holiday.
   */
  isHoliday(date: string, jurisdiction: string): boolean | undefined;
}

/**
 * Holidays from a plain list. A year without a single entry counts as not known, so that a list nobody continued
 * into January stops calls instead of letting them through.
 * @param lists dates by jurisdiction: `{ AU: ['2026-01-01', …] }`
 */
export function createHolidayList(lists: Readonly<Record<string, readonly string[]>>): HolidayProvider {
  const known = new Map(
    Object.entries(lists).map(([jurisdiction, dates]) => [
      jurisdiction,
      { dates: new Set(dates), years: new Set(dates.map((date) => date.slice(0, 4))) },
    ]),
  );
  return {
    isHoliday(date, jurisdiction) {
      const list = known.get(jurisdiction);
      return list?.years.has(date.slice(0, 4)) ? list.dates.has(date) : undefined;
    },
  };
}
