import type { ClosedZone } from '../intents/dial-check.js';
import type { LeadSource } from '../queue/lead-source.js';
import type { QueueWorld } from './queue-world.js';

const minuteMs = 60_000;

/**
 * The zones of a campaign's leads that are closed now. Hours begin and end on whole minutes, so each minute is asked
 * about once. A port that fails closes nothing: the rules are asked of each lead all the same.
 */
export function createClosedZones(
  { compliance, clock }: Pick<QueueWorld, 'compliance' | 'clock'>,
  leads: Pick<LeadSource, 'zones'>,
): (campaignId: string) => Promise<readonly ClosedZone[]> {
  let known: { readonly key: string; readonly closed: Promise<readonly ClosedZone[]> } | undefined;

  async function ask(campaignId: string, at: number): Promise<readonly ClosedZone[]> {
    const zones = (await leads.zones(campaignId)).filter((zone) => zone !== '');
    return zones.length > 0 ? ((await compliance?.closedZones?.(zones, at)) ?? []) : [];
  }

  return async (campaignId) => {
    if (!compliance?.closedZones) return [];
    const at = clock.now();
    const key = `${Math.floor(at / minuteMs)} ${campaignId}`;
    if (known?.key !== key) known = { key, closed: ask(campaignId, at).catch(() => []) };
    return known.closed;
  };
}
