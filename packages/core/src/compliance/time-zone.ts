import type { CalledParty } from './attempt-caps.js';
import { isTimeZone } from './local-time.js';

/** What is known of where the called party is. */
export interface CalledPlace extends CalledParty {
  /** The IANA zone the company wrote down: it wins over everything. */
  readonly timeZone?: string | undefined;
  readonly postalCode?: string | undefined;
}

/** Where the called party may be: the call must be legal in all zones. Empty when nothing is known. */
export interface ZonesAnswer {
  readonly zones: readonly string[];
  readonly from: 'explicit' | 'postal-code' | 'number' | 'unknown';
}

/** PORT. Where a called party may be. */
export interface TimeZoneSource {
  zonesOf(place: CalledPlace): ZonesAnswer;
}

export interface TimeZoneOptions {
  /** The zones of a postal code; empty when it is not known. */
  readonly ofPostalCode?: ((postalCode: string, number: string) => readonly string[]) | undefined;
  /** The zones of an E.164 number, such as `createNumberZones` gives them. */
  readonly ofNumber?: ((number: string) => readonly string[]) | undefined;
}

/**
 * The zone that was written down, else those of the postal code, else those of the number. A zone that this machine does
 * not know makes the answer unknown, so that a spelling mistake stops the call and is seen.
 */
export function createTimeZones({ ofPostalCode, ofNumber }: TimeZoneOptions = {}): TimeZoneSource {
  return {
    zonesOf({ number, timeZone, postalCode }) {
      if (timeZone !== undefined) return known('explicit', [timeZone]);
      const ofCode = postalCode === undefined ? [] : (ofPostalCode?.(postalCode, number) ?? []);
      if (ofCode.length > 0) return known('postal-code', ofCode);
      return known('number', ofNumber?.(number) ?? []);
    },
  };
}

function known(from: ZonesAnswer['from'], zones: readonly string[]): ZonesAnswer {
  return zones.length > 0 && zones.every(isTimeZone) ? { zones, from } : { zones: [], from: 'unknown' };
}
