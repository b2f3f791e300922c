import { chisquare } from 'jstat';

export interface ChiSquared {
  statistic: number;
  /** The number of possible outcomes, less one. */
  degreesOfFreedom: number;
  /** The probability that fair draws differ from the odds at least as much as these. */
  pValue: number;
}

/** The p-value is unreliable if an outcome is expected less often than this (W. G. Cochran, Biometrics 10, 1954). */
const MIN_EXPECTED = 5;

/** The number of draws after which every outcome is expected often enough for the test. */
export const drawsNeeded = (probabilities: readonly number[]): number =>
  Math.ceil(MIN_EXPECTED / Math.min(...probabilities.filter((probability) => probability > 0)));

/**
 * Pearson's chi-squared test of observed counts against their odds. It returns undefined if there is only one outcome, or
 * if there are too few draws. The statistic is infinite if an impossible outcome was counted.
 */
export function chiSquared(
  outcomes: readonly { count: number; probability: number }[],
): ChiSquared | undefined {
  const total = outcomes.reduce((sum, { count }) => sum + count, 0);
  const probabilities = outcomes.map(({ probability }) => probability);
  const degreesOfFreedom = probabilities.filter((probability) => probability > 0).length - 1;
  if (degreesOfFreedom < 1 || total < drawsNeeded(probabilities)) return undefined;
  const statistic = outcomes.reduce((sum, { count, probability }) => {
    const expected = probability * total;
    return count === expected ? sum : sum + (count - expected) ** 2 / expected;
  }, 0);
  const pValue = Number.isFinite(statistic) ? Math.max(0, 1 - chisquare.cdf(statistic, degreesOfFreedom)) : 0;
  return { statistic, degreesOfFreedom, pValue };
}

/** Explains a p-value to a reader without statistics. */
export function explainPValue(pValue: number): string {
  const frequency = `If the draws are fair, a difference this large or larger appears ${frequencyOf(pValue)}.`;
  if (pValue >= 0.05) return `${frequency} The results agree with the odds.`;
  if (pValue >= 0.001) return `${frequency} This is unusual, but it happens. Check again after more draws.`;
  return `${frequency} Something seems wrong: either the draws are unfair, or someone repeated draws to get a better result.`;
}

function frequencyOf(pValue: number): string {
  if (pValue < 1e-9) return 'in fewer than 1 of a billion cases';
  if (pValue < 0.01) return `in about 1 of ${Math.round(1 / pValue).toLocaleString('en')} cases`;
  return `in about ${Math.round(pValue * 100)} of 100 cases`;
}
