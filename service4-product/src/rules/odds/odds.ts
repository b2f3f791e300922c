/** A share of equally likely cells, exactly. */
export interface Share {
  cells: number;
  /** In lowest terms, such as `500/3003`; `0` and `1` are written so. */
  fraction: string;
  /** The nearest double. */
  probability: number;
  /** For people, with four significant digits: `16.65 %`. */
  percent: string;
}

/** How the product is distributed over an outcome's cells; decimals as exact text. */
export interface Distribution {
  min: string;
  max: string;
  /** The exact mean in lowest terms, and the nearest double. */
  mean: { fraction: string; value: number };
  /** How many cells fall into each of HISTOGRAM_BINS equal parts of the whole rule set's range of products. */
  histogram: number[];
}

export interface OutcomeOdds extends Share {
  label: string;
  product: Distribution;
}

/** The exact odds of a rule set, by its whole grid. */
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

/** A fraction in lowest terms; whole numbers without a denominator. The denominator is positive. */
export function fractionOf(numerator: bigint, denominator: bigint): string {
  const divisor = gcd(numerator < 0n ? -numerator : numerator, denominator);
  const [above, below] = [numerator / divisor, denominator / divisor];
  return below === 1n ? String(above) : `${above}/${below}`;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
