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
  const ofObserved = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return ofObserved + (cells - counts.size) * expected;
}

/**
 * The critical values of chi-squared at p = 0.001, by cells (degrees of freedom + 1), from the incomplete gamma function.
 * Up to 101 cells they match the NIST/SEMATECH e-Handbook, section 1.3.6.7.4.
 */
const CRITICAL = { 3: 13.816, 6: 20.515, 10: 27.877, 36: 66.619, 101: 149.449, 1001: 1143.917 };

test.each([3, 6, 10, 1001] as const)('The %d numbers of a range are uniformly distributed', (span) => {
  const numbers = drawNumbers({ min: -1, max: span - 2 }, SEED, 0, DRAWS);
  expect(chiSquared(numbers, span)).toBeLessThan(CRITICAL[span]);
});

test('The steps of a decimal range are uniformly distributed, bounds included', () => {
  const floats = drawFloats({ min: '-0.50', max: '0.50', decimals: 2 }, SEED, 0, DRAWS);
  expect(chiSquared(floats, 101)).toBeLessThan(CRITICAL[101]);
});

describe('A draw is independent of the draw', () => {
  const die = { min: 1, max: 6 };
  const numbers = drawNumbers(die, SEED, 0, DRAWS);
  const pairsWith = (others: (string | number)[]) =>
    numbers.map((number, i) => `${number} ${others[i] ?? ''}`);

  test.each([
    ['of the next index', () => drawNumbers(die, SEED, 1, DRAWS)],
    ['of another seed', () => drawNumbers(die, `${SEED}.`, 0, DRAWS)],
    ['of the float stream', () => drawFloats({ min: '1', max: '6', decimals: 0 }, SEED, 0, DRAWS)],
  ])('%s', (_, others) => {
    expect(chiSquared(pairsWith(others()), 36)).toBeLessThan(CRITICAL[36]);
  });
});
