/** 95 % of a normal distribution lies within this many standard deviations of its mean. */
const Z = 1.959963984540054;

/**
 * The 95 % confidence interval of a probability, after `count` hits in `total` draws: Wilson's score interval, which is
 * accurate for few draws and for rare outcomes (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927).
 *
 * @param total at least 1
 */
export function confidenceInterval(count: number, total: number): { low: number; high: number } {
  const share = count / total;
  const square = (Z * Z) / total;
  const center = (share + square / 2) / (1 + square);
  const half = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / total + square / (4 * total));
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) };
}
