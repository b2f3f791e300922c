/** Pearson's chi-squared statistic of `counts`, for expected `shares` that add up to 1. */
export function chiSquared(counts: readonly number[], shares: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const terms = counts.map((count, i) => (count - total * shares[i]!) ** 2 / (total * shares[i]!));
  return terms.reduce((sum, term) => sum + term, 0);
}

/**
 * The exact probability that `total` draws of three kinds, with these `shares`, have a statistic above `bound`.
 * Enumerates all counts, because the chi-squared distribution is a poor approximation this far in the tail.
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
