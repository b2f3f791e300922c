import { formatUnits } from '../../decimals';
import type { Grid } from './grid';
import { type Distribution, fractionOf, HISTOGRAM_BINS } from './odds';

/** Counts the cells of one outcome, and sums their products exactly, in units of the grid's last decimal. */
export class Tally {
  cells = 0;
  private min = Infinity;
  private max = -Infinity;
  private readonly histogram = new Array<number>(HISTOGRAM_BINS).fill(0);
  /** The total is `sum` plus `rest`: numbers are faster than BigInts, and exact while they are safe integers. */
  private sum = 0n;
  private rest = 0;

  /** `range` is the range of the products of all outcomes. */
  constructor(private readonly range: { min: number; max: number }) {}

  add(number: number, step: number): void {
    const product = number * step;
    this.cells += 1;
    if (product < this.min) this.min = product;
    if (product > this.max) this.max = product;
    const { min, max } = this.range;
    const share = max > min ? (product - min) / (max - min) : 0;
    const bin = Math.min(HISTOGRAM_BINS - 1, Math.floor(share * HISTOGRAM_BINS));
    this.histogram[bin] = (this.histogram[bin] ?? 0) + 1;
    const rest = this.rest + product;
    if (Number.isSafeInteger(rest) && Number.isSafeInteger(product)) {
      this.rest = rest;
    } else {
      this.sum += BigInt(this.rest) + BigInt(number) * BigInt(step);
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
      mean: { fraction: fractionOf(total, parts), value: Number(total) / Number(parts) },
      histogram: this.histogram,
    };
  }
}

/** The range of a grid's products, in units of its last decimal. The extremes are at its corners. */
export function productRange({ numbers, floats }: Grid): { min: number; max: number } {
  const ends = [numbers.min, numbers.min + numbers.span - 1];
  const steps = [floats.first, floats.first + floats.span - 1];
  const corners = ends.flatMap((number) => steps.map((step) => number * step));
  return { min: Math.min(...corners), max: Math.max(...corners) };
}

/** Formats a product in units of the last decimal as the shortest decimal text. */
export const unitsText = (units: number, decimals: number) => formatUnits(BigInt(units), decimals);
