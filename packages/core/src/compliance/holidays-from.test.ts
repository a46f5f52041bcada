import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { createHolidaysFrom, type HolidayCalendar } from './holidays-from.js';
import { consentOf, france, gateOf, packsOf } from './scripted/gate-world.js';
import { instantOf } from './scripted/wall-clock.js';

const library = Object.fromEntries(
  ['US', 'GB', 'FR', 'AU', 'CA', 'DE'].map((country) => [country, new Holidays(country)]),
);
const holidays = createHolidaysFrom(library);

describe('public holidays of date-holidays', () => {
  it.each([
    ['US', '2026-11-26', 'Thanksgiving'],
    ['US', '2027-07-05', 'Independence Day, kept on the Monday'],
    ['GB', '2027-03-29', 'Easter Monday'],
    ['GB', '2027-12-28', 'Boxing Day, kept on the Tuesday'],
    ['FR', '2027-05-06', 'Ascension'],
    ['FR', '2027-07-14', 'the Fête Nationale'],
    ['AU', '2027-01-26', 'Australia Day'],
    ['CA', '2027-07-01', 'Canada Day'],
    ['DE', '2027-10-03', 'the day of unity'],
    ['DE', '2028-05-25', 'Ascension of a leap year'],
  ])('%s %s is %s, and the day it is not on is none', (country, date) => {
    expect(holidays.isHoliday(date, country)).toBe(true);
    expect(holidays.isHoliday('2027-06-16', country)).toBe(false);
  });

  it.each([
    ['US', '2027-02-14', "Valentine's Day"],
    ['DE', '2027-12-24', 'Christmas Eve'],
    ['GB', '2027-02-14', "Valentine's Day"],
  ])('%s %s is %s, which people keep at work', (country, date) => {
    expect(holidays.isHoliday(date, country)).toBe(false);
  });

  it('of a state are known when its calendar is given, and hold for the country', () => {
    const alsace = { FR: [new Holidays('FR'), new Holidays('FR', '57')] };
    expect(holidays.isHoliday('2027-12-26', 'FR')).toBe(false);
    expect(createHolidaysFrom(alsace).isHoliday('2027-12-26', 'FR')).toBe(true);
    expect(createHolidaysFrom(alsace).isHoliday('2027-07-14', 'FR')).toBe(true);
  });

  it('may be of other kinds, when the host says so', () => {
    expect(createHolidaysFrom(library, { types: ['public', 'bank'] }).isHoliday('2027-12-24', 'DE')).toBe(true);
  });

  it.each([
    ['of a country without a calendar', 'IT'],
    ['of a country the library does not know', 'XX'],
    ['of a name that every object has', 'constructor'],
  ])('%s are not known', (_, country) => {
    const some = createHolidaysFrom({ ...library, XX: new Holidays('XX') });
    expect(some.isHoliday('2027-06-16', country)).toBeUndefined();
  });

  it('are not known where one of the calendars fails or is empty', () => {
    const failing: HolidayCalendar = {
      getHolidays: () => {
        throw new Error('no data');
      },
    };
    const empty: HolidayCalendar = { getHolidays: () => [] };
    for (const bad of [failing, empty])
      expect(createHolidaysFrom({ FR: [new Holidays('FR'), bad] }).isHoliday('2027-06-16', 'FR')).toBeUndefined();
    expect(createHolidaysFrom({ FR: [] }).isHoliday('2027-06-16', 'FR')).toBeUndefined();
  });

  it('of several days are kept to their last, also over the end of a year', () => {
    const start = new Date('2026-12-30T00:00Z');
    const long = { date: '2026-12-30 00:00:00', type: 'public', start, end: new Date('2027-01-03T00:00Z') };
    const [byYear] = [createHolidaysFrom({ CN: { getHolidays: (year) => (year === 2026 ? [long] : []) } })];
    const days = ['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'];
    expect(days.map((date) => byYear.isHoliday(date, 'CN'))).toEqual([false, true, true, true, true, false]);
  });

  it('close France in the gate for the whole of the day, and for no minute of the days beside it', async () => {
    const gate = gateOf({ packs: packsOf('fr'), holidays, agreed: [consentOf(france.number)] });
    const ask = async (date: string, time: string) =>
      (await gate.check({ ...france, at: instantOf(france.timeZone, date, time) })).allowed;
    const tuesday = ['2027-07-13', '19:59'] as const;
    expect([await ask(...tuesday), await ask('2027-07-14', '10:00'), await ask('2027-07-15', '10:00')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(await ask('2027-07-14', '19:59')).toBe(false);
  });
});
