import type { ExportFormat } from '@quartet/contracts';
import { drawFloats, drawNumbers } from '@quartet/draws';
import type { RuleSet } from '../rules/book/rule-set';
import { Cells } from './cells';
import { type Range, writerOf } from './formats';

/** So many rows are made in a millisecond or two: nobody else is kept waiting for longer. */
const CHUNK = 2_000;

/**
 * The draws of a seed as text, `count` rows in pieces of up to 2,000: none is held longer than it takes to hand it on. The same
 * range is always the same text, and one that begins later has the later rows of it. Nothing is recorded.
 * @param told hears how many rows each piece has
 * @throws {DrawError} at the first piece, where there is no such range
 */
export function* exportRows(
  ruleSet: RuleSet,
  range: Range,
  format: ExportFormat,
  told: (rows: number) => void = () => undefined,
): Generator<string, void, undefined> {
  const { seed, index, count } = range;
  const { head, between, foot, before, after } = writerOf(format, ruleSet, range);
  const cells = Cells.of(ruleSet, format, after);
  for (let done = 0; done < count; done += CHUNK) {
    const size = Math.min(CHUNK, count - done);
    const first = index + done;
    const numbers = drawNumbers(ruleSet.number, seed, first, size);
    const floats = drawFloats(ruleSet.float, seed, first, size);
    let text = done === 0 ? head : between;
    for (let row = 0; row < size; row += 1) {
      if (row > 0) text += between;
      text += before + String(first + row) + cells.textOf(numbers[row] ?? NaN, floats[row] ?? '');
    }
    yield done + size === count ? text + foot : text;
    told(size);
  }
}
