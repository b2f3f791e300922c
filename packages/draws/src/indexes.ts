import { DrawError } from './errors';

export const MAX_INDEX = Number.MAX_SAFE_INTEGER;

/** @throws DrawError naming `index` unless it is a whole number from 0 to MAX_INDEX */
export function checkIndex(index: number): void {
  if (!Number.isSafeInteger(index) || index < 0) {
    throw new DrawError('index', `index (${index}) is not a whole number from 0 to ${MAX_INDEX}`);
  }
}

/** @throws DrawError naming `index` or `count` unless there are `count` indexes, 1 or more, from `firstIndex` upward */
export function checkRun(firstIndex: number, count: number): void {
  checkIndex(firstIndex);
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new DrawError('count', `count (${count}) is not a whole number of at least 1`);
  }
  // Not firstIndex + count - 1, which may be too large to be exact.
  if (count - 1 > MAX_INDEX - firstIndex) {
    throw new DrawError(
      'count',
      `count (${count}) goes past the last index, ${MAX_INDEX}, from index ${firstIndex}`,
    );
  }
}
