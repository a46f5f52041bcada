/** The wall clock and calendar of one place at one instant. */
export interface LocalTime {
  /** `2026-03-08` */
  readonly date: string;
  readonly weekday: 'sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat';
  /** Minutes since midnight on the wall clock. */
  readonly minute: number;
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Offsets change at quarters of an hour everywhere, so that one answer is good for one quarter. */
const quarterMs = 15 * minuteMs;
const mostRemembered = 50_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** Whether this machine knows the IANA time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * Milliseconds that the wall clock of `zone` is ahead of UTC.
 * @throws RangeError when the zone is not known
 */
export function offsetOf(zone: string, at: number): number {
  const quarter = Math.floor(at / quarterMs) * quarterMs;
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(quarter)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
  const offset = Date.UTC(year, month - 1, day, hour, minute) - quarter;
  if (offsets.size >= mostRemembered) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** @throws RangeError when the zone is not known */
export function localTimeOf(zone: string, at: number): LocalTime {
  const wall = new Date(at + offsetOf(zone, at));
  return {
    date: wall.toISOString().slice(0, 10),
    weekday: weekdays[wall.getUTCDay()] ?? 'sun',
    minute: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  };
}

/** `08:30` as minutes since midnight. */
export function minuteOf(wallTime: string): number {
  const [hours = '0', minutes = '0'] = wallTime.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** The day `days` after `date`, both as `2026-01-31`. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
}

/**
 * The first instant after `at` at which the wall clock of `zone` reads one of `minutes` or midnight, or jumps. Between
 * the two instants the local date is the same and none of the minutes is passed.
 */
export function nextLocalChange(zone: string, at: number, minutes: readonly number[]): number {
  const { minute } = localTimeOf(zone, at);
  const next = Math.min(...minutes.filter((boundary) => boundary > minute), 24 * 60);
  const reached = Math.floor(at / minuteMs) * minuteMs + (next - minute) * minuteMs;
  const offset = offsetOf(zone, at);
  return offsetOf(zone, reached) === offset ? reached : jumpBetween(zone, at, reached);
}

/** The quarter of an hour in which the offset is no longer what it was at `from`; there is one jump in between. */
function jumpBetween(zone: string, from: number, to: number): number {
  const offset = offsetOf(zone, from);
  let before = Math.floor(from / quarterMs);
  let after = Math.floor(to / quarterMs);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetOf(zone, middle * quarterMs) === offset) before = middle;
    else after = middle;
  }
  return after * quarterMs;
}
