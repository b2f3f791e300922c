import { chisquare } from 'jstat';

export interface ChiSquared {
  statistic: number;
  /** The outcomes that are possible, less one. */
  freedom: number;
  /** How often fair draws differ from the odds as much as these, or more. */
  pValue: number;
}

/** Below so many expected draws of an outcome, the p-value is not to be relied on (W. G. Cochran, Biometrics 10, 1954). */
const LEAST_EXPECTED = 5;

/** How many draws it takes until every outcome is expected often enough. */
export const drawsNeeded = (probabilities: readonly number[]): number =>
  Math.ceil(LEAST_EXPECTED / Math.min(...probabilities.filter((probability) => probability > 0)));

/**
 * Pearson's chi-squared test of counts against the odds that they should have; undefined where there is one outcome only, or too few
 * draws to tell. What is impossible and was counted all the same makes the statistic infinite.
 */
export function chiSquared(
  outcomes: readonly { count: number; probability: number }[],
): ChiSquared | undefined {
  const total = outcomes.reduce((sum, { count }) => sum + count, 0);
  const probabilities = outcomes.map(({ probability }) => probability);
  const freedom = probabilities.filter((probability) => probability > 0).length - 1;
  if (freedom < 1 || total < drawsNeeded(probabilities)) return undefined;
  const statistic = outcomes.reduce((sum, { count, probability }) => {
    const expected = probability * total;
    return count === expected ? sum : sum + (count - expected) ** 2 / expected;
  }, 0);
  const pValue = Number.isFinite(statistic) ? Math.max(0, 1 - chisquare.cdf(statistic, freedom)) : 0;
  return { statistic, freedom, pValue };
}
