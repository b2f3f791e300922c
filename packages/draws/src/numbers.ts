import { drawOne, drawRun } from './draw';
import { DrawError } from './errors';

/** Whole numbers from `min` to `max`, both included. */
export interface NumberRange {
  min: number;
  max: number;
}

/** @throws DrawError for `min` or `max` unless it is a safe integer, and for `min` if it is greater than `max` */
export function checkNumberRange({ min, max }: NumberRange): void {
  checkBound('min', min);
  checkBound('max', max);
  if (min > max) throw new DrawError('min', `min must be at most max (${max}), got \`${min}\``);
}

/**
 * Draws the whole number for a seed and an index. Every number of the range is equally likely.
 *
 * @param seed 1 to MAX_SEED_BYTES bytes of UTF-8
 * @param index 0 to MAX_INDEX
 * @throws DrawError for the first invalid argument
 */
export function drawNumber(range: NumberRange, seed: string, index: number): number {
  checkNumberRange(range);
  return drawOne('number', range.min, range.max, seed, index);
}

/**
 * Draws the numbers for `count` consecutive indexes, the same ones as `drawNumber`.
 *
 * @param count 1 or more, up to index MAX_INDEX; callers set a lower limit, because all results are kept in memory
 * @throws DrawError for the first invalid argument; the parameter is `index` for `firstIndex`
 */
export function drawNumbers(range: NumberRange, seed: string, firstIndex: number, count: number): number[] {
  checkNumberRange(range);
  return drawRun('number', range.min, range.max, seed, firstIndex, count);
}

function checkBound(bound: 'min' | 'max', value: number): void {
  if (Number.isSafeInteger(value)) return;
  const limit = Number.MAX_SAFE_INTEGER;
  throw new DrawError(bound, `${bound} must be a whole number from -${limit} to ${limit}, got \`${value}\``);
}
