import type { ExportFormat } from '@quartet/contracts';
import { drawFloats, drawNumbers } from '@quartet/draws';
import type { RuleSet } from '../rules/book/rule-set';
import { type ExportRange, rowFormat } from './formats';
import { RowCache } from './row-cache';

/** Writing this many rows takes a millisecond or two, so other requests wait no longer than that. */
const CHUNK_ROWS = 2_000;

/**
 * Writes the draws of a seed as text, in chunks of up to 2,000 rows. The same range always has the same text, and a range that
 * starts later has the later rows of it. Nothing is recorded.
 * @param onRows receives the number of rows after each chunk
 * @throws {DrawError} with the first chunk, when the range is invalid
 */
export function* exportRows(
  ruleSet: RuleSet,
  range: ExportRange,
  format: ExportFormat,
  onRows: (rows: number) => void = () => undefined,
): Generator<string, void, undefined> {
  const { seed, index, count } = range;
  const { header, separator, footer, beforeIndex, afterIndex } = rowFormat(format, ruleSet, range);
  const cache = RowCache.for(ruleSet, format, afterIndex);
  for (let done = 0; done < count; done += CHUNK_ROWS) {
    const size = Math.min(CHUNK_ROWS, count - done);
    const first = index + done;
    const numbers = drawNumbers(ruleSet.number, seed, first, size);
    const floats = drawFloats(ruleSet.float, seed, first, size);
    let text = done === 0 ? header : separator;
    for (let row = 0; row < size; row += 1) {
      if (row > 0) text += separator;
      text += beforeIndex + String(first + row) + cache.textOf(numbers[row] ?? NaN, floats[row] ?? '');
    }
    yield done + size === count ? text + footer : text;
    onRows(size);
  }
}
