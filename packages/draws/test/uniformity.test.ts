import { drawFloats, drawNumbers } from '../src';

const DRAWS = 300_000;
const SEED = 'a fixed seed, so that this test cannot fail by chance';

/** Pearson's statistic: the sum of (observed − expected)² / expected. */
function chiSquared(values: Iterable<string | number>, cells: number): number {
  const counts = new Map<string | number, number>();
  let total = 0;
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
    total += 1;
  }
  const expected = total / cells;
  const ofDrawn = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return ofDrawn + (cells - counts.size) * expected;
}

/**
 * What chi-squared exceeds with a probability of 0.001, by cells (degrees of freedom + 1): computed from the incomplete
 * gamma function, and up to 101 cells the same as in the NIST/SEMATECH e-Handbook, section 1.3.6.7.4.
 */
const CRITICAL = { 3: 13.816, 6: 20.515, 10: 27.877, 36: 66.619, 101: 149.449, 1001: 1143.917 };

test.each([3, 6, 10, 1001] as const)('All %d numbers of a range come equally often', (span) => {
  const numbers = drawNumbers({ min: -1, max: span - 2 }, SEED, 0, DRAWS);
  expect(chiSquared(numbers, span)).toBeLessThan(CRITICAL[span]);
});

test('All steps of a decimal range, with its ends, come equally often', () => {
  const floats = drawFloats({ min: '-0.50', max: '0.50', decimals: 2 }, SEED, 0, DRAWS);
  expect(chiSquared(floats, 101)).toBeLessThan(CRITICAL[101]);
});

describe('Pairs of draws are as independent as chi-squared can see', () => {
  const die = { min: 1, max: 6 };
  const numbers = drawNumbers(die, SEED, 0, DRAWS);
  const pairUp = (others: (string | number)[]) => numbers.map((number, i) => `${number} ${others[i] ?? ''}`);

  test.each([
    ['the next index', () => drawNumbers(die, SEED, 1, DRAWS)],
    ['another seed', () => drawNumbers(die, `${SEED}.`, 0, DRAWS)],
    ['the float stream', () => drawFloats({ min: '1', max: '6', decimals: 0 }, SEED, 0, DRAWS)],
  ])('with %s', (_, others) => {
    expect(chiSquared(pairUp(others()), 36)).toBeLessThan(CRITICAL[36]);
  });
});
