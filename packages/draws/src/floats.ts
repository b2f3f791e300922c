import { drawOne, drawRun } from './draw';
import { type FloatRange, decimalGrid, formatStep } from './grid';

/**
 * Draws the decimal for a seed and an index. Every step of the range is equally likely.
 *
 * @param seed 1 to MAX_SEED_BYTES bytes of UTF-8
 * @param index 0 to MAX_INDEX
 * @returns decimal text with exactly `range.decimals` digits after the point
 * @throws DrawError for the first invalid argument
 */
export function drawFloat(range: FloatRange, seed: string, index: number): string {
  const { first, last, decimals } = decimalGrid(range);
  return formatStep(drawOne('float', first, last, seed, index), decimals);
}

/**
 * Draws the decimals for `count` consecutive indexes, the same ones as `drawFloat`.
 *
 * @param count 1 or more, up to index MAX_INDEX; callers set a lower limit, because all results are kept in memory
 * @throws DrawError for the first invalid argument; the parameter is `index` for `firstIndex`
 */
export function drawFloats(range: FloatRange, seed: string, firstIndex: number, count: number): string[] {
  const { first, last, decimals } = decimalGrid(range);
  return drawRun('float', first, last, seed, firstIndex, count).map((step) => formatStep(step, decimals));
}
