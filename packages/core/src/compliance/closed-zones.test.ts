import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCompliance } from './create-compliance.js';
import { type ClosedZones, closedZonesOf, countries } from './scripted/closed-zone-world.js';
import { gateOf, packsOf } from './scripted/gate-world.js';
import { instantOf } from './scripted/wall-clock.js';
import { createTimeZones } from './time-zone.js';

const minute = 60_000;
const newYork = 'America/New_York';
const monday = (zone: string, time: string) => instantOf(zone, '2027-03-15', time);

describe('the zones where nobody may be called now', () => {
  const us = closedZonesOf('us');

  it.each<[string, ClosedZones, string, string, boolean]>([
    ['a minute before the hours', us, newYork, '07:59', true],
    ['in the first minute', us, newYork, '08:00', false],
    ['in the last minute', us, newYork, '20:59', false],
    ['a minute after', us, newYork, '21:00', true],
    ['by the hours of a state that may be meant', closedZonesOf('us', 'us-fl'), newYork, '20:00', true],
    ['not where another country that may be meant still calls', closedZonesOf('us', 'in'), newYork, '09:30', false],
    ['by the hours of both countries', closedZonesOf('us', 'gb'), newYork, '21:00', true],
    ['not where a country has no hours', closedZonesOf('us', 'cn'), newYork, '23:00', false],
    ['not a zone that nobody knows', us, 'Mars/Olympus', '23:00', false],
  ])('%s', (_, closed, zone, time, expected) => {
    const at = monday(zone === newYork ? zone : 'UTC', time);
    expect(closed([zone], at).map((each) => each.zone)).toEqual(expected ? [zone] : []);
  });

  it('are each measured by their own clock, and say when they open', () => {
    const at = monday(newYork, '08:30');
    const zones = [newYork, 'America/Chicago', 'Pacific/Honolulu', 'Asia/Tokyo'];
    expect(us(zones, at)).toEqual([
      { zone: 'America/Chicago', nextOpenAt: at + 30 * minute },
      { zone: 'Pacific/Honolulu', nextOpenAt: monday('Pacific/Honolulu', '08:00') },
      { zone: 'Asia/Tokyo', nextOpenAt: instantOf('Asia/Tokyo', '2027-03-16', '08:00') },
    ]);
  });

  it('are none of a host that knows better than the lead where a number is', () => {
    const timeZones = { zonesOf: () => ({ zones: ['UTC'], from: 'number' as const }) };
    const gate = gateOf({ packs: packsOf('us'), timeZones });
    expect(gate.closedZones([newYork], monday(newYork, '23:00'))).toEqual([]);
  });

  it('are asked of the gate by the check in front of every call, now or at another time', async () => {
    const gate = gateOf({ packs: packsOf('us'), timeZones: createTimeZones() });
    const clock = { now: () => monday(newYork, '23:00'), after: () => () => {} };
    const compliance = createCompliance({ gate, country: 'US', clock });
    expect(await compliance.closedZones([newYork])).toHaveLength(1);
    expect(await compliance.closedZones([newYork], monday(newYork, '12:00'))).toEqual([]);
  });

  it('never hold back a lead that the gate would allow, at any minute of a year', async () => {
    const zones = [newYork, 'America/Denver', 'America/St_Johns', 'Europe/London', 'Asia/Kolkata'];
    const minutes = fc.integer({ min: 0, max: 365 * 24 * 60 });
    const world = fc.record({ zone: fc.constantFrom(...zones), of: fc.constantFrom(...countries), minutes });
    await fc.assert(
      fc.asyncProperty(world, async ({ zone, of: { packs, numbers }, minutes: past }) => {
        const at = Date.parse('2026-11-01') + past * minute;
        const gate = gateOf({ packs, attempts: { find: () => [] }, ...allowingAll });
        const isClosed = gate.closedZones([zone], at).length > 0;
        const ask = (number: string) => gate.check({ number, timeZone: zone, at, isAgentReserved: true });
        const answers = await Promise.all(numbers.map(ask));
        // Nothing but hours is asked here, so the two agree in both directions.
        expect(answers.every(({ allowed }) => !allowed)).toBe(isClosed);
      }),
      { numRuns: 300 },
    );
  });
});

const allowingAll = {
  doNotCall: {
    find: () => [],
    inNationalFiles: () =>
      ['US', 'CA', 'GB'].map((jurisdiction) => ({
        name: 'file',
        jurisdiction,
        asOf: Number.MAX_SAFE_INTEGER / 2,
        isListed: false,
      })),
  },
};
