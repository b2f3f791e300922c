/** An exact share of equally likely cells. */
export interface Share {
  cells: number;
  /** In lowest terms, such as `500/3003`; `0` and `1` are written so. */
  fraction: string;
  /** The nearest double. */
  probability: number;
  /** With four significant digits, for display: `16.65 %`. */
  percent: string;
}

/** The distribution of the product over an outcome's cells; decimals are exact text. */
export interface Distribution {
  min: string;
  max: string;
  /** The exact mean in lowest terms, and the nearest double. */
  mean: { fraction: string; value: number };
  /** The number of cells in each of HISTOGRAM_BINS equal parts of the rule set's range of products. */
  histogram: number[];
}

export interface OutcomeOdds extends Share {
  label: string;
  product: Distribution;
}

/** The exact odds of a rule set, from its whole grid. */
export interface Odds {
  cells: number;
  /** The range of products that the histograms divide. */
  product: { min: string; max: string };
  outcomes: OutcomeOdds[];
}

export const HISTOGRAM_BINS = 20;

const percents = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4, useGrouping: false });

export function shareOf(cells: number, all: number): Share {
  const probability = cells / all;
  return {
    cells,
    fraction: fractionOf(BigInt(cells), BigInt(all)),
    probability,
    percent: `${percents.format(100 * probability)} %`,
  };
}

/** Formats a fraction in lowest terms; whole numbers have no denominator. `denominator` must be positive. */
export function fractionOf(numerator: bigint, denominator: bigint): string {
  const divisor = gcd(numerator < 0n ? -numerator : numerator, denominator);
  const top = numerator / divisor;
  const bottom = denominator / divisor;
  return bottom === 1n ? String(top) : `${top}/${bottom}`;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
