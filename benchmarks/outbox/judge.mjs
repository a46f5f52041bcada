/**
 * What became of the revisions.
 *
 * - lost: was kept, by the word of the page, and nothing the CRM stored of its call has heard of it. A later revision
 *   of the call that holds the same change counts: it took the place of the earlier one.
 * - out of order: stored after a later revision of the same call
 * - applied twice: stored again although nothing newer of the call was in it
 *
 * @param kept by call: the numbers of the revisions the page said it keeps
 * @param stored by call: the revisions in each thing the CRM stored, in that order
 */
export function judge(kept, stored) {
  const found = { lost: 0, outOfOrder: 0, appliedTwice: 0, stored: 0, tookThePlace: 0 };
  for (const [callId, numbers] of kept) {
    const all = stored.get(callId) ?? [];
    const heard = new Set(all.flat());
    const sent = new Set(all.map((revisions) => revisions.at(-1)));
    for (const number of numbers) {
      if (!heard.has(number)) found.lost += 1;
      else if (!sent.has(number)) found.tookThePlace += 1;
    }
  }
  for (const all of stored.values()) {
    found.stored += all.length;
    let newest = 0;
    const seen = new Set();
    for (const revisions of all) {
      const number = revisions.at(-1);
      if (seen.has(number)) found.appliedTwice += 1;
      else if (number < newest) found.outOfOrder += 1;
      seen.add(number);
      newest = Math.max(newest, number);
    }
  }
  return found;
}

export function goalsOf(ours, peers) {
  const goal = (name, unit, field) => ({
    name,
    unit,
    value: ours[field],
    op: '<=',
    goal: 0,
    met: ours[field] <= 0,
    peers: Object.fromEntries(Object.entries(peers).map(([peer, theirs]) => [peer, theirs[field]])),
  });
  return [
    goal('revisions that were kept and never reached the CRM', 'revisions', 'lost'),
    goal('revisions stored after a later one of the same call', 'revisions', 'outOfOrder'),
    goal('revisions stored twice', 'revisions', 'appliedTwice'),
    goal('calls not delivered when the time was over', 'calls', 'undelivered'),
  ];
}
