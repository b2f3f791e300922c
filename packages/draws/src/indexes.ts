import { DrawError } from './errors';

export const MAX_INDEX = Number.MAX_SAFE_INTEGER;

/** @throws DrawError for `index` unless it is a whole number from 0 to MAX_INDEX */
export function checkIndex(index: number): void {
  if (Number.isSafeInteger(index) && index >= 0) return;
  throw new DrawError('index', `index must be a whole number from 0 to ${MAX_INDEX}, got \`${index}\``);
}

/** @throws DrawError for `index` or `count` unless `count` is at least 1 and the last index at most MAX_INDEX */
export function checkRun(firstIndex: number, count: number): void {
  checkIndex(firstIndex);
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new DrawError('count', `count must be a whole number of at least 1, got \`${count}\``);
  }
  // Not firstIndex + count - 1, which can be too large to be exact.
  if (count - 1 > MAX_INDEX - firstIndex) {
    const limit = MAX_INDEX - firstIndex + 1;
    throw new DrawError('count', `count must be at most ${limit} from index ${firstIndex}, got \`${count}\``);
  }
}
