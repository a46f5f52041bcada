/**
 * The highest share that `hits` of `trials` leave plausible: the one-sided Clopper–Pearson bound. It is exact: whatever
 * the true share, the bound lies under it in at most `1 − confidence` of all cases.
 * @param confidence default 0.95
 */
export function clopperPearsonUpper(hits: number, trials: number, confidence = 0.95): number {
  if (hits >= trials) return 1;
  let low = hits / trials;
  let high = 1;
  // 60 halvings are finer than a double.
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(hits, trials, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
}

/** P(X ≤ hits) for X binomial, summed from its largest term down so that nothing underflows on the way. */
function atMost(hits: number, trials: number, share: number): number {
  if (share <= 0) return 1;
  if (share >= 1) return 0;
  const logOdds = Math.log(share) - Math.log1p(-share);
  let log = trials * Math.log1p(-share);
  const logs = [log];
  for (let k = 1; k <= hits; k += 1) {
    log += Math.log((trials - k + 1) / k) + logOdds;
    logs.push(log);
  }
  const largest = logs.reduce((one, other) => Math.max(one, other));
  return Math.min(1, Math.exp(largest) * logs.reduce((sum, term) => sum + Math.exp(term - largest), 0));
}

/**
 * The Wilson upper bound, the customary approximation: with `z` = 1.96 the upper end of the two-sided 95 % interval.
 */
export function wilsonUpper(hits: number, trials: number, z = 1.959963984540054): number {
  if (trials === 0) return 1;
  const share = hits / trials;
  const square = z * z;
  const middle = share + square / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  return Math.min(1, (middle + half) / (1 + square / trials));
}
