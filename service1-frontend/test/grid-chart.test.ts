import fc from 'fast-check';
import { gridChart, sampleGrid } from '../src/pages/charts/grid-chart';

const ranges = fc
  .tuple(
    fc.integer({ min: -100, max: 100 }),
    fc.nat(500),
    fc.integer({ min: -50, max: 50 }),
    fc.nat(500),
    fc.nat(3),
  )
  .map(([min, span, from, width, decimals]) => ({
    number: { min, max: min + span },
    float: { min: from, max: from + width, decimals },
  }));

test('A grid sample includes the corners, only possible draws, and at most as many as one call can compute', () => {
  fc.assert(
    fc.property(ranges, (range) => {
      const { numbers, floats, isComplete } = sampleGrid(range);
      expect([numbers[0], numbers.at(-1)]).toEqual([range.number.min, range.number.max]);
      expect(floats[0]).toBe(range.float.min);
      if (floats.length > 1) expect(floats.at(-1)).toBe(range.float.max);
      expect(numbers.every(Number.isInteger)).toBe(true);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(new Set(floats).size).toBe(floats.length);
      expect(numbers.length * floats.length).toBeLessThanOrEqual(1_000);
      const cells =
        (range.number.max - range.number.min + 1) *
        ((range.float.max - range.float.min) * 10 ** range.float.decimals + 1);
      expect(isComplete).toBe(cells === numbers.length * floats.length);
    }),
  );
});

test('The grid chart merges adjacent cells with the same outcome, and its bars fill every row', () => {
  const chart = gridChart(
    { numbers: [0, 1], floats: [0, 1, 2, 3], isComplete: true },
    [0, 0, 1, 1, 2, 2, 2, 2],
  );
  expect(chart.bars.map(({ outcome }) => outcome)).toEqual([0, 1, 2]);
  const widths = chart.bars.map(({ width }) => width);
  expect(widths[0]! + widths[1]!).toBeCloseTo(widths[2]!);
  expect(chart.bars[0]!.y).toBeGreaterThan(chart.bars[2]!.y);
});
