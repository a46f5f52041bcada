import type { Lane } from '../storage/queue-store.js';
import type { Campaign } from './campaign.js';
import { createHopper, type Hopper } from './hopper.js';
import { settleDue } from './lead-moves.js';
import type { ClaimQuery } from './lead-source.js';
import { isCallable } from './lead-state.js';
import type { LocalQueue } from './local-lead-source.js';
import { callerOf } from './place.js';

/** The hopper of one agent in one campaign, and how it is kept filled. */
export interface Refill {
  readonly campaignId: string;
  readonly hopper: Hopper;
  /** Before a claim: moves what is due, and fills the hopper when something new may belong in front. */
  prepare(query: ClaimQuery, campaign: Campaign): Promise<void>;
  /** After a claim: fills it in the background when it runs low. */
  topUp(query: ClaimQuery, campaign: Campaign): void;
  /** Fills it now; looks further each time nothing that was found could be used. `false`: there is nothing more. */
  fillNow(query: ClaimQuery, campaign: Campaign): Promise<boolean>;
  /** What is there may be out of date. */
  renew(): void;
  /** A lead has become callable. */
  offer(leadId: string): void;
}

/** Leads are read from the storage so many at a time, and again when fewer than the second are left. */
const batch = 512;
const low = 16;
/** Other pages' leads with a better place are seen after so long; milliseconds. */
const staleAfterMs = 10_000;
const duePerStep = 200;
/** Nobody looks further than this for a lead that can be used. */
const mostRead = 65_536;

export function createRefill(
  { store, now }: LocalQueue,
  { campaignId, agentId }: Pick<ClaimQuery, 'campaignId' | 'agentId'>,
): Refill {
  const hopper = createHopper();
  let filledFor: string | undefined;
  let filledAt = 0;
  let size = batch;
  let isCut = false;
  let filling: Promise<void> | undefined;
  let nextDue = 0;
  let lookedAt = 0;
  const offered = new Set<Promise<void>>();

  const keyOf = ({ closedZones = [] }: ClaimQuery) => closedZones.join();

  async function fill(query: ClaimQuery, campaign: Campaign): Promise<void> {
    const closed = new Set(query.closedZones);
    const inactive = new Set(
      campaign.lists.filter(({ isActive, share }) => !isActive || share <= 0).map(({ id }) => id),
    );
    const isOpen = ({ owner, zone, listId }: Lane) =>
      (owner === '' || owner === agentId) && !closed.has(zone) && !inactive.has(listId);
    const lanes = (await store.lanes(campaignId)).filter(isOpen);
    const limit = Math.max(16, Math.ceil(size / Math.max(1, lanes.length)));
    const found = await Promise.all(lanes.map((lane) => store.callable(lane, limit)));
    const piles = found.map((leads) => ({ leads, isCut: leads.length === limit }));
    isCut = piles.some((pile) => pile.isCut);
    hopper.fill(piles);
    filledFor = keyOf(query);
    filledAt = now();
  }

  function fillOnce(query: ClaimQuery, campaign: Campaign): Promise<void> {
    filling ??= fill(query, campaign).finally(() => {
      filling = undefined;
    });
    return filling;
  }

  /** Moves leads whose time has come, some hundred at a time so that nobody waits long. */
  async function promote(): Promise<void> {
    const at = now();
    const moved = await store.change(async (step) => {
      const due = await step.dueLeads(campaignId, at, duePerStep);
      const changed = due.map((lead) => settleDue(lead, at));
      for (const [index, lead] of changed.entries()) {
        if (lead === due[index]) continue;
        step.putLead(lead);
        const promise = due[index]?.callback;
        const callback = lead.state === 'dead' && promise ? await step.getCallback(promise.id) : undefined;
        if (callback) step.putCallback({ ...callback, state: 'dropped' });
      }
      return changed;
    });
    for (const lead of moved) {
      const caller = callerOf(lead);
      if (isCallable(lead) && (caller === '' || caller === agentId)) hopper.add(lead);
    }
    if (moved.length < duePerStep) await lookAhead();
  }

  async function lookAhead(): Promise<void> {
    nextDue = (await store.nextDueAt(campaignId)) ?? Number.POSITIVE_INFINITY;
    lookedAt = now();
  }

  async function take(leadId: string): Promise<void> {
    const lead = await store.getLead(leadId);
    const caller = lead && callerOf(lead);
    if (lead && isCallable(lead) && lead.campaignId === campaignId && (caller === '' || caller === agentId))
      hopper.add(lead);
  }

  return {
    campaignId,
    hopper,
    async prepare(query, campaign) {
      await Promise.all(offered);
      if (now() - lookedAt > 1_000 || now() < lookedAt) await lookAhead();
      if (nextDue <= now()) await promote();
      const isStale = filledFor !== keyOf(query) || now() < filledAt;
      if (isStale) await fillOnce(query, campaign);
    },
    topUp(query, campaign) {
      const isOld = now() - filledAt > staleAfterMs;
      if (!isOld && (hopper.size >= low || !isCut)) return;
      size = batch;
      // Failing here means failing again at the next claim, where somebody waits for the answer.
      fillOnce(query, campaign).catch(() => {});
    },
    async fillNow(query, campaign) {
      const more = isCut && size < mostRead;
      size = more ? size * 4 : batch;
      await fillOnce(query, campaign);
      return more && hopper.size > 0;
    },
    renew() {
      filledFor = undefined;
    },
    offer(leadId) {
      // Not read now, it is found at the next filling.
      const taking = take(leadId)
        .catch(() => {})
        .finally(() => offered.delete(taking));
      offered.add(taking);
    },
  };
}
