import type { CampaignList } from './campaign.js';

/** How much each list is owed, in calls. */
export type ListCredits = Readonly<Record<string, number>>;

export interface ListPick {
  readonly listId: string;
  readonly credits: ListCredits;
}

/**
 * Weighted deficit: with each call every list that has leads earns its share, the one that is owed most is taken and
 * pays one call. Over n calls each list is within one call per list of its share.
 * @param available lists with a callable lead; one that is empty meanwhile neither earns nor saves up
 */
export function pickList(
  credits: ListCredits,
  available: readonly string[],
  lists: readonly CampaignList[],
): ListPick | undefined {
  const shares = available.map((id) => ({ id, share: shareOf(id, lists) })).filter(({ share }) => share > 0);
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  const earned = shares.map(({ id, share }) => ({ id, credit: (credits[id] ?? 0) + share / total }));
  const [first] = earned;
  if (first === undefined) return undefined;
  const best = earned.reduce((one, other) => (other.credit > one.credit + 1e-9 ? other : one), first);
  const next = Object.fromEntries(earned.map(({ id, credit }) => [id, credit]));
  next[best.id] = best.credit - 1;
  return { listId: best.id, credits: next };
}

function shareOf(id: string, lists: readonly CampaignList[]): number {
  const list = lists.find((each) => each.id === id);
  if (list === undefined) return 1;
  return list.isActive && Number.isFinite(list.share) ? Math.max(0, list.share) : 0;
}
