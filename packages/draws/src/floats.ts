import { drawOne, drawRun } from './draw';
import { type FloatRange, decimalGrid, formatStep } from './grid';

/**
 * The decimal that a seed gives at an index, as text; every step of the range is equally likely.
 *
 * @param seed 1 to MAX_SEED_BYTES bytes of UTF-8
 * @param index 0 to MAX_INDEX
 * @returns exactly `decimals` digits after the point
 * @throws DrawError naming the first argument found wrong
 */
export function drawFloat(range: FloatRange, seed: string, index: number): string {
  const { first, last, decimals } = decimalGrid(range);
  return formatStep(drawOne('float', first, last, seed, index), decimals);
}

/**
 * The decimals of `count` indexes from `firstIndex` upward: just those that drawFloat gives one by one.
 *
 * @param count 1 or more, as far as MAX_INDEX; all are held in memory, so that callers set their own limit
 * @throws DrawError naming the first argument found wrong; `index` stands for `firstIndex`
 */
export function drawFloats(range: FloatRange, seed: string, firstIndex: number, count: number): string[] {
  const { first, last, decimals } = decimalGrid(range);
  return drawRun('float', first, last, seed, firstIndex, count).map((step) => formatStep(step, decimals));
}
