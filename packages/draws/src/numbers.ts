import { drawOne, drawRun } from './draw';
import { DrawError } from './errors';

/** Whole numbers from `min` to `max`, both included. */
export interface NumberRange {
  min: number;
  max: number;
}

/**
 * Refuses a range that no number can be drawn from.
 *
 * @throws DrawError naming `min` or `max` unless it is a safe integer; naming `min` if it is above `max`
 */
export function checkNumberRange({ min, max }: NumberRange): void {
  checkEnd('min', min);
  checkEnd('max', max);
  if (min > max) throw new DrawError('min', `min (${min}) is greater than max (${max})`);
}

/**
 * The whole number that a seed gives at an index; every number of the range is equally likely.
 *
 * @param seed 1 to MAX_SEED_BYTES bytes of UTF-8
 * @param index 0 to MAX_INDEX
 * @throws DrawError naming the first argument found wrong
 */
export function drawNumber(range: NumberRange, seed: string, index: number): number {
  checkNumberRange(range);
  return drawOne('number', range.min, range.max, seed, index);
}

/**
 * The numbers of `count` indexes from `firstIndex` upward: just those that drawNumber gives one by one.
 *
 * @param count 1 or more, as far as MAX_INDEX; all are held in memory, so that callers set their own limit
 * @throws DrawError naming the first argument found wrong; `index` stands for `firstIndex`
 */
export function drawNumbers(range: NumberRange, seed: string, firstIndex: number, count: number): number[] {
  checkNumberRange(range);
  return drawRun('number', range.min, range.max, seed, firstIndex, count);
}

function checkEnd(end: 'min' | 'max', value: number): void {
  if (Number.isSafeInteger(value)) return;
  const most = Number.MAX_SAFE_INTEGER;
  throw new DrawError(end, `${end} (${value}) is not a whole number from -${most} to ${most}`);
}
