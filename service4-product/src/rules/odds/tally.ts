import { formatUnits } from '../../decimals';
import type { Grid } from './grid';
import { type Distribution, fractionOf, HISTOGRAM_BINS } from './odds';

/** A product in units of the grid's last decimal: a number, which is faster, while that is exact. */
type Units = number | bigint;

/** Counts the cells of one outcome, and sums their products exactly, in units of the grid's last decimal. */
export class Tally {
  cells = 0;
  private min: Units = Infinity;
  private max: Units = -Infinity;
  private readonly histogram = new Array<number>(HISTOGRAM_BINS).fill(0);
  /** The total is `sum` plus `rest`. */
  private sum = 0n;
  private rest = 0;

  private readonly binOf: (product: Units) => number;

  /** `range` is the range of the products of all outcomes. */
  constructor(range: { min: Units; max: Units }) {
    this.binOf = histogramBins(range);
  }

  add(number: number, step: number): void {
    const product = unitsOf(number, step);
    this.cells += 1;
    // JavaScript compares numbers and BigInts exactly.
    if (product < this.min) this.min = product;
    if (product > this.max) this.max = product;
    const bin = this.binOf(product);
    this.histogram[bin] = (this.histogram[bin] ?? 0) + 1;
    const rest = typeof product === 'number' ? this.rest + product : NaN;
    if (Number.isSafeInteger(rest)) {
      this.rest = rest;
    } else {
      this.sum += BigInt(this.rest) + BigInt(product);
      this.rest = 0;
    }
  }

  /** The distribution of the products; requires at least one cell. */
  distribution({ floats: { decimals } }: Grid): Distribution {
    const total = this.sum + BigInt(this.rest);
    const parts = BigInt(this.cells) * 10n ** BigInt(decimals);
    return {
      min: unitsText(this.min, decimals),
      max: unitsText(this.max, decimals),
      mean: { fraction: fractionOf(total, parts), value: nearest(total, parts) },
      histogram: this.histogram,
    };
  }
}

/** The range of a grid's products. The extremes are at its corners. */
export function productRange({ numbers, floats }: Grid): { min: Units; max: Units } {
  const ends = [numbers.min, numbers.min + numbers.span - 1];
  const steps = [floats.first, floats.first + floats.span - 1];
  const corners = ends.flatMap((number) => steps.map((step) => unitsOf(number, step)));
  return {
    min: corners.reduce((least, corner) => (corner < least ? corner : least)),
    max: corners.reduce((most, corner) => (corner > most ? corner : most)),
  };
}

/** Formats a product as the shortest decimal text. */
export const unitsText = (units: Units, decimals: number) => formatUnits(BigInt(units), decimals);

function unitsOf(number: number, step: number): Units {
  const product = number * step;
  return Number.isSafeInteger(product) ? product : BigInt(number) * BigInt(step);
}

/** Returns a function that finds the interval of a product among HISTOGRAM_BINS equal parts of the range. The last one includes its end. */
function histogramBins({ min, max }: { min: Units; max: Units }): (product: Units) => number {
  if (max === min) return () => 0;
  const last = HISTOGRAM_BINS - 1;
  const [least, width] = [Number(min), Number(max) - Number(min)];
  // All products are numbers then, and all intermediate results are exact.
  if (typeof min === 'number' && typeof max === 'number' && Number.isSafeInteger(width * HISTOGRAM_BINS))
    return (product) => Math.min(last, Math.floor(((Number(product) - least) * HISTOGRAM_BINS) / width));
  const exactWidth = BigInt(max) - BigInt(min);
  return (product) =>
    Math.min(last, Number(((BigInt(product) - BigInt(min)) * BigInt(HISTOGRAM_BINS)) / exactWidth));
}

/** Enough decimals for the digits of the smallest mean: 10^-15 in one of 20,000,000 cells. */
const MEAN_DECIMALS = 45;

/** The double nearest to a fraction. */
const nearest = (numerator: bigint, denominator: bigint) =>
  Number(formatUnits((numerator * 10n ** BigInt(MEAN_DECIMALS)) / denominator, MEAN_DECIMALS));
