import fc from 'fast-check';
import { chiSquared, drawsNeeded } from '../src/pages/statistics/chi-squared';
import { confidenceInterval } from '../src/pages/statistics/interval';
import { judgement } from '../src/pages/statistics/judgement';

describe('The confidence interval', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is as it was published', (count, total, low, high) => {
    const interval = confidenceInterval(count, total);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('has the observed share within it, and stays within 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, share) => {
          const count = Math.round(share * total);
          const { low, high } = confidenceInterval(count, total);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(count / total + 1e-12);
          expect(high).toBeGreaterThanOrEqual(count / total - 1e-12);
          expect(high).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('The chi-squared test', () => {
  const die = (counts: number[]) => counts.map((count) => ({ count, probability: 1 / 6 }));

  // The critical values of every table: 5 % and 1 % of fair records are beyond them.
  it.each([
    [3.841, 1, 0.05],
    [6.635, 1, 0.01],
    [5.991, 2, 0.05],
    [11.07, 5, 0.05],
    [15.086, 5, 0.01],
  ])('has the p-value of the tables: %d with %i degrees of freedom', (statistic, freedom, pValue) => {
    // One outcome too often and another too seldom by as much: 2 × difference² / expected.
    const expected = 1e6;
    const difference = Math.sqrt((statistic * expected) / 2);
    const outcomes = Array.from({ length: freedom + 1 }, (_, place) => ({
      count: expected + (place === 0 ? difference : place === 1 ? -difference : 0),
      probability: 1 / (freedom + 1),
    }));
    const test = chiSquared(outcomes)!;
    expect(test.freedom).toBe(freedom);
    expect(test.statistic).toBeCloseTo(statistic, 6);
    expect(test.pValue).toBeCloseTo(pValue, 4);
  });

  it('tells nothing before every outcome is expected five times', () => {
    expect(drawsNeeded([1 / 6, 1 / 6])).toBe(30);
    expect(chiSquared(die([5, 5, 5, 5, 5, 4]))).toBeUndefined();
    expect(chiSquared(die([5, 5, 5, 5, 5, 5]))).toMatchObject({ statistic: 0, pValue: 1 });
  });

  it('tells nothing of one outcome', () => {
    expect(chiSquared([{ count: 1000, probability: 1 }])).toBeUndefined();
  });

  it('leaves out what is impossible, and cannot be fair where that was counted', () => {
    const never = { count: 0, probability: 0 };
    expect(chiSquared([...die([9, 9, 9, 9, 9, 9]), never])).toMatchObject({ freedom: 5, pValue: 1 });
    const impossible = chiSquared([...die([9, 9, 9, 9, 9, 9]), { count: 1, probability: 0 }])!;
    expect(impossible).toMatchObject({ statistic: Infinity, pValue: 0 });
    expect(judgement(impossible)).toMatch(/something seems to be wrong/);
  });

  it.each([
    [0.58, /in about 58 of 100 such records: nothing speaks against the odds\.$/],
    [0.02, /in about 2 of 100 such records: unusual, but it happens/],
    [0.004, /in about one of 250 such records: unusual/],
    [0.0001, /in about one of 10,000 such records: so rarely that something seems to be wrong/],
  ])('is told in words: p = %d', (pValue, words) => {
    expect(judgement({ statistic: 1, freedom: 1, pValue })).toMatch(words);
  });
});
