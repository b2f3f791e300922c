/** Pearson's statistic: how far `counts` are from what `shares` (which add up to 1) let expect. */
export function chiSquared(counts: readonly number[], shares: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const terms = counts.map((count, i) => (count - total * shares[i]!) ** 2 / (total * shares[i]!));
  return terms.reduce((sum, term) => sum + term, 0);
}

/**
 * How probable it is that `total` draws of three kinds, in `shares`, give a statistic above `bound`.
 * Exact, as it goes through all counts there can be: so far out, the chi-squared distribution is no good approximation.
 */
export function probabilityAbove(bound: number, total: number, shares: readonly number[]): number {
  const logFactorials = [0];
  for (let n = 1; n <= total; n++) logFactorials.push(logFactorials[n - 1]! + Math.log(n));
  let sum = 0;
  for (let first = 0; first <= total; first++) {
    for (let second = 0; first + second <= total; second++) {
      const counts = [first, second, total - first - second];
      if (chiSquared(counts, shares) <= bound) continue;
      const terms = counts.map((count, i) => count * Math.log(shares[i]!) - logFactorials[count]!);
      sum += Math.exp(terms.reduce((log, term) => log + term, logFactorials[total]!));
    }
  }
  return sum;
}
