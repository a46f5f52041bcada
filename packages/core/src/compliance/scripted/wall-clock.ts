/* Wall clocks as the platform writes them out: what the tests expect comes from here and not from `local-time.ts`. */

const minute = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  formats.set(zone, format);
  return format;
}

/** What a clock and a calendar on the wall show: `{ date: '2027-03-14', day: 'sun', time: '01:59', offset: '-05:00' }`. */
export function wallClock(zone: string, at: number) {
  const parts = formatOf(zone).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    day: part('weekday').toLowerCase(),
    time: `${part('hour')}:${part('minute')}`,
    offset: part('timeZoneName').replace('GMT', '') || '+00:00',
  };
}

/** When the clock of the zone shows the day and time; `24:00` is the first minute of the next day. */
export function instantOf(zone: string, date: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const day = dayPlus(date, Math.floor(hours / 24));
  const wall = `${day}T${String(hours % 24).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  const guess = Date.parse(`${wall}${wallClock(zone, Date.parse(`${wall}Z`)).offset}`);
  return Date.parse(`${wall}${wallClock(zone, guess).offset}`);
}

/** The day `days` later, both as `2027-01-31`. */
export const dayPlus = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 24 * 60 * minute).toISOString().slice(0, 10);

const changes = new Map<string, readonly string[]>();

/** The days of the year on which the clocks of the zone are put forward or back; none where they never are. */
export function clockChanges(zone: string, year: number): readonly string[] {
  const key = `${zone} ${year}`;
  const days = Array.from({ length: 365 }, (_, day) => dayPlus(`${year}-01-01`, day));
  const offset = (date: string) => wallClock(zone, instantOf(zone, date, '12:00')).offset;
  const known = changes.get(key) ?? days.filter((date) => offset(date) !== offset(dayPlus(date, -1)));
  changes.set(key, known);
  return known;
}

/** An ordinary day of the year, and those on which the clocks change. */
export const daysOfInterest = (zone: string, year: number): readonly string[] => [
  `${year}-06-16`,
  ...clockChanges(zone, year),
];
