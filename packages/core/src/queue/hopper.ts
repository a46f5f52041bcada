import type { CampaignList } from './campaign.js';
import type { Lead } from './lead.js';
import { type ListCredits, pickList } from './list-mix.js';
import { compareRank, isUrgent } from './ranking.js';

/** The next leads of one campaign, in memory: the urgent ones, then each list in its order. */
export interface Hopper {
  readonly size: number;
  /** Takes the best one out. */
  take(lists: readonly CampaignList[]): Lead | undefined;
  /** Puts one in its place; one that belongs behind everything known is left to the next filling. */
  add(lead: Lead): void;
  /** Replaces what is there by the leads of some lanes, each best first. */
  fill(lanes: readonly Lane[]): void;
  clear(): void;
}

/** The first leads of a lane; `isCut`: there are more. */
export interface Lane {
  readonly leads: readonly Lead[];
  readonly isCut: boolean;
}

/** Worst first, so that the best is popped off the end. */
type Pile = Lead[];

export function createHopper(): Hopper {
  let urgent: Pile = [];
  let lists = new Map<string, Pile>();
  let cuts = new Map<string, Lead>();
  let credits: ListCredits = {};
  let size = 0;

  /** With one list there is nothing to share out. */
  function pickFrom(shares: readonly CampaignList[]): ReturnType<typeof pickList> {
    if (lists.size !== 1 || shares.length > 0) return pickList(credits, [...lists.keys()], shares);
    const [listId = ''] = lists.keys();
    return { listId, credits };
  }

  return {
    get size() {
      return size;
    },
    take(shares) {
      const first = urgent.pop();
      if (first) {
        size -= 1;
        return first;
      }
      const pick = pickFrom(shares);
      if (pick === undefined) return undefined;
      credits = pick.credits;
      const pile = lists.get(pick.listId);
      const lead = pile?.pop();
      if (pile?.length === 0) lists.delete(pick.listId);
      size -= 1;
      return lead;
    },
    add(lead) {
      const cut = cuts.get(keyOf(lead));
      if (cut && compareRank(lead, cut) > 0) return;
      const pile = isUrgent(lead) ? urgent : (lists.get(lead.listId) ?? []);
      if (pile.some(({ id }) => id === lead.id)) return;
      const at = pile.findIndex((other) => compareRank(other, lead) < 0);
      pile.splice(at < 0 ? pile.length : at, 0, lead);
      if (!isUrgent(lead)) lists.set(lead.listId, pile);
      size += 1;
    },
    fill(lanes) {
      cuts = cutsOf(lanes);
      urgent = [];
      lists = new Map();
      const all = lanes.flatMap(({ leads }) => leads).filter((lead) => isKnownInOrder(lead, cuts));
      for (const lead of all.sort((a, b) => compareRank(b, a))) {
        if (isUrgent(lead)) urgent.push(lead);
        else pileOf(lists, lead).push(lead);
      }
      size = all.length;
    },
    clear() {
      urgent = [];
      lists = new Map();
      size = 0;
    },
  };
}

const keyOf = ({ listId }: Lead): string => listId;

/** Behind the last lead of a lane that goes on, its list may have others that are not here. */
function cutsOf(lanes: readonly Lane[]): Map<string, Lead> {
  const cuts = new Map<string, Lead>();
  for (const { leads, isCut } of lanes) {
    const last = leads.at(-1);
    if (!isCut || last === undefined) continue;
    const known = cuts.get(keyOf(last));
    if (known === undefined || compareRank(last, known) < 0) cuts.set(keyOf(last), last);
  }
  return cuts;
}

function isKnownInOrder(lead: Lead, cuts: ReadonlyMap<string, Lead>): boolean {
  const cut = cuts.get(keyOf(lead));
  return cut === undefined || compareRank(lead, cut) <= 0;
}

function pileOf(lists: Map<string, Pile>, { listId }: Lead): Pile {
  const pile = lists.get(listId) ?? [];
  lists.set(listId, pile);
  return pile;
}
