import fc from 'fast-check';
import { MAX_DECIMALS, MAX_INDEX, drawFloat, drawFloats, formatStep, parseStep } from '../src';
import { bounds, firstIndexes, indexes, seeds } from './arbitraries';
import { drawErrorOf } from './draw-error';
import { referenceDraw } from './reference';

const ranges = fc
  .record({ steps: bounds, decimals: fc.nat({ max: MAX_DECIMALS }) })
  .map(({ steps, decimals }) => ({
    steps,
    range: { min: formatStep(steps.min, decimals), max: formatStep(steps.max, decimals), decimals },
  }));

test('A decimal is in its range and matches the definition', () => {
  fc.assert(
    fc.property(ranges, seeds, indexes, ({ steps: { min, max }, range }, seed, index) => {
      const span = BigInt(max) - BigInt(min) + 1n;
      const step = parseStep(drawFloat(range, seed, index), range.decimals) ?? NaN;
      expect(step >= min && step <= max).toBe(true);
      expect(BigInt(step)).toBe(BigInt(min) + referenceDraw('float', span, seed, index).result);
    }),
  );
});

test('A run returns the same decimals as single draws', () => {
  fc.assert(
    fc.property(
      ranges,
      seeds,
      firstIndexes(20),
      fc.integer({ min: 1, max: 20 }),
      ({ range }, seed, first, count) => {
        const singles = Array.from({ length: count }, (_, i) => drawFloat(range, seed, first + i));
        expect(drawFloats(range, seed, first, count)).toEqual(singles);
      },
    ),
  );
});

test('A range yields its bounds and every step between them as exact text', () => {
  const drawn = new Set(drawFloats({ min: '-0.3', max: '0.3', decimals: 1 }, 'x', 0, 500));
  expect([...drawn].sort((a, b) => Number(a) - Number(b))).toEqual([
    '-0.3',
    '-0.2',
    '-0.1',
    '0.0',
    '0.1',
    '0.2',
    '0.3',
  ]);
});

test('A range of one step yields that step with all its decimals', () => {
  expect(drawFloat({ min: '-5', max: '-5', decimals: 3 }, 'x', 0)).toBe('-5.000');
});

test('A DrawError names the invalid argument', () => {
  const range = { min: '0', max: '10', decimals: 2 };
  expect(drawErrorOf(() => drawFloat({ ...range, decimals: 16 }, 'x', 0)).parameter).toBe('decimals');
  expect(drawErrorOf(() => drawFloats({ ...range, max: '-1' }, 'x', 0, 1)).parameter).toBe('min');
  expect(drawErrorOf(() => drawFloat(range, '', 0)).parameter).toBe('seed');
  expect(drawErrorOf(() => drawFloats(range, '', 0, 1)).parameter).toBe('seed');
  expect(drawErrorOf(() => drawFloat(range, 'x', -1)).parameter).toBe('index');
  expect(drawErrorOf(() => drawFloats(range, 'x', MAX_INDEX, 2)).parameter).toBe('count');
});
