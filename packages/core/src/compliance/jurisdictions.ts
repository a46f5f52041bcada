import { DialerError } from '../errors.js';
import type { GateRequest } from './gate-answer.js';
import type { RulePack } from './rule-pack.js';

/** The packs that may bind a call, and what nobody has a pack for. */
export interface Binding {
  readonly packs: readonly RulePack[];
  /** A jurisdiction, or the number, that no pack covers. */
  readonly uncovered: readonly string[];
}

const isIn = (place: string, area: string) => place === area || place.startsWith(`${area}-`);

/**
 * Where it is not known in which of several jurisdictions somebody is, the rules of all of them hold: the call must be
 * legal wherever the person may be.
 */
export function packsFor(packs: readonly RulePack[], { number, jurisdictions }: GateRequest): Binding {
  if (jurisdictions === undefined) {
    const possible = packs.filter(({ numberPrefixes }) => numberPrefixes.some((prefix) => number.startsWith(prefix)));
    return { packs: possible, uncovered: possible.length > 0 ? [] : [number] };
  }
  const binds = (place: string, { jurisdiction }: RulePack) => isIn(place, jurisdiction) || isIn(jurisdiction, place);
  return {
    packs: packs.filter((pack) => jurisdictions.some((place) => binds(place, pack))),
    uncovered:
      jurisdictions.length > 0 ? jurisdictions.filter((place) => !packs.some((pack) => binds(place, pack))) : [number],
  };
}

/**
 * A state's pack without that of its country would let calls through that the country forbids.
 * @throws DialerError `config-invalid`
 */
export function checkPacks(packs: readonly RulePack[]): void {
  for (const { id, version, within } of packs) {
    if (within !== undefined && !packs.some(({ jurisdiction }) => jurisdiction === within))
      throw new DialerError('config-invalid', `packs: ${id} holds only together with the pack of ${within}.`);
    if (packs.filter((pack) => pack.id === id && pack.version === version).length > 1)
      throw new DialerError('config-invalid', `packs: ${id} ${version} is there twice.`);
  }
}
