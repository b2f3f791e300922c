import fc from 'fast-check';
import { chiSquared, drawsNeeded, explainPValue } from '../src/pages/statistics/chi-squared';
import { confidenceInterval } from '../src/pages/statistics/confidence-interval';

describe('The confidence interval', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i equals the published one', (count, total, low, high) => {
    const interval = confidenceInterval(count, total);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('contains the observed share, and is within 0 and 1', () => {
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

  // Critical values from statistical tables, for 5 % and 1 %.
  it.each([
    [3.841, 1, 0.05],
    [6.635, 1, 0.01],
    [5.991, 2, 0.05],
    [11.07, 5, 0.05],
    [15.086, 5, 0.01],
  ])('returns the p-value of the tables: %d with %i degrees of freedom', (statistic, freedom, pValue) => {
    // One outcome too frequent and another too rare by the same difference: 2 × difference² / expected.
    const expected = 1e6;
    const difference = Math.sqrt((statistic * expected) / 2);
    const outcomes = Array.from({ length: freedom + 1 }, (_, place) => ({
      count: expected + (place === 0 ? difference : place === 1 ? -difference : 0),
      probability: 1 / (freedom + 1),
    }));
    const test = chiSquared(outcomes)!;
    expect(test.degreesOfFreedom).toBe(freedom);
    expect(test.statistic).toBeCloseTo(statistic, 6);
    expect(test.pValue).toBeCloseTo(pValue, 4);
  });

  it('returns undefined until every outcome is expected five times', () => {
    expect(drawsNeeded([1 / 6, 1 / 6])).toBe(30);
    expect(chiSquared(die([5, 5, 5, 5, 5, 4]))).toBeUndefined();
    expect(chiSquared(die([5, 5, 5, 5, 5, 5]))).toMatchObject({ statistic: 0, pValue: 1 });
  });

  it('returns undefined for a single outcome', () => {
    expect(chiSquared([{ count: 1000, probability: 1 }])).toBeUndefined();
  });

  it('ignores impossible outcomes, and returns a p-value of 0 when one was counted', () => {
    const never = { count: 0, probability: 0 };
    expect(chiSquared([...die([9, 9, 9, 9, 9, 9]), never])).toMatchObject({ degreesOfFreedom: 5, pValue: 1 });
    const impossible = chiSquared([...die([9, 9, 9, 9, 9, 9]), { count: 1, probability: 0 }])!;
    expect(impossible).toMatchObject({ statistic: Infinity, pValue: 0 });
    expect(explainPValue(impossible.pValue)).toMatch(/Something seems wrong/);
  });

  it.each([
    [0.58, /in about 58 of 100 cases\. The results agree with the odds\.$/],
    [0.02, /in about 2 of 100 cases\. This is unusual, but it happens/],
    [0.004, /in about 1 of 250 cases\. This is unusual/],
    [0.0001, /in about 1 of 10,000 cases\. Something seems wrong/],
  ])('explains the p-value %d in words', (pValue, words) => {
    expect(explainPValue(pValue)).toMatch(words);
  });
});
