/** Of the normal distribution: 95 % of it lie within so many standard deviations. */
const Z = 1.959963984540054;

/**
 * The confidence interval, at 95 %, of a probability of which `count` of `total` draws are known: Wilson's score interval, which
 * holds for few draws and for rare outcomes as well (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927).
 *
 * @param total at least 1
 */
export function confidenceInterval(count: number, total: number): { low: number; high: number } {
  const share = count / total;
  const square = (Z * Z) / total;
  const middle = (share + square / 2) / (1 + square);
  const half = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / total + square / (4 * total));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
