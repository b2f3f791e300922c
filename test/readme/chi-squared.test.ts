import { chiSquared, probabilityAbove } from './chi-squared';

test('The statistic equals the value computed by hand', () => {
  expect(chiSquared([50, 30, 20], [0.5, 0.3, 0.2])).toBe(0);
  // (40 - 50)^2 / 50 + (35 - 25)^2 / 25 + (25 - 25)^2 / 25
  expect(chiSquared([40, 35, 25], [0.5, 0.25, 0.25])).toBe(6);
});

test('The probabilities of all counts add up to 1', () => {
  expect(probabilityAbove(-1, 200, [0.5, 0.3, 0.2])).toBeCloseTo(1, 10);
});

test('The probability is exact', () => {
  // The statistic of three draws exceeds 5 only if all three are the same kind: 3 of 27 ways.
  expect(probabilityAbove(5, 3, [1 / 3, 1 / 3, 1 / 3])).toBeCloseTo(1 / 9, 12);
});

test('The probability agrees with the chi-squared distribution for 300 draws', () => {
  // 5.991 is the 95th percentile for two degrees of freedom.
  expect(probabilityAbove(5.991, 300, [1 / 3, 1 / 3, 1 / 3])).toBeCloseTo(0.05, 2);
});
