import type { Gate } from '../gate.js';
import { gateOf, packsOf } from './gate-world.js';

export type ClosedZones = Gate['closedZones'];

/** What a gate with these packs says of zones. */
export const closedZonesOf = (...ids: readonly string[]): ClosedZones => gateOf({ packs: packsOf(...ids) }).closedZones;

const callable = { us: '+12025550100', gb: '+442079460100', in: '+919999900100' } as const;

const of = (...ids: readonly (keyof typeof callable)[]) => ({
  packs: packsOf(...ids),
  numbers: ids.map((id) => callable[id]),
});

/** Packs of countries that ask only for hours and a national file, with a number of each. */
export const countries = [of('us'), of('gb'), of('us', 'gb'), of('gb', 'in'), of('us', 'gb', 'in')];
