import fc from 'fast-check';
import { MAX_DECIMALS, MAX_INDEX, drawFloat, drawFloats, formatStep, parseStep } from '../src';
import { ends, firstIndexes, indexes, seeds } from './arbitraries';
import { plainDraw } from './plain';
import { refusalOf } from './refusal';

const ranges = fc
  .record({ steps: ends, decimals: fc.nat({ max: MAX_DECIMALS }) })
  .map(({ steps, decimals }) => ({
    steps,
    range: { min: formatStep(steps.min, decimals), max: formatStep(steps.max, decimals), decimals },
  }));

test('Every decimal is in its range, and is the one that the definition gives', () => {
  fc.assert(
    fc.property(ranges, seeds, indexes, ({ steps: { min, max }, range }, seed, index) => {
      const span = BigInt(max) - BigInt(min) + 1n;
      const step = parseStep(drawFloat(range, seed, index), range.decimals) ?? NaN;
      expect(step >= min && step <= max).toBe(true);
      expect(BigInt(step)).toBe(BigInt(min) + plainDraw('float', span, seed, index).result);
    }),
  );
});

test('A run holds the same decimals as its draws one by one', () => {
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

test('Both ends and every step between are drawn, as exact text', () => {
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

test('When the range has a single step, that is drawn with all its decimals', () => {
  expect(drawFloat({ min: '-5', max: '-5', decimals: 3 }, 'x', 0)).toBe('-5.000');
});

test('When an argument is wrong, the decimal is refused by its name', () => {
  const range = { min: '0', max: '10', decimals: 2 };
  expect(refusalOf(() => drawFloat({ ...range, decimals: 16 }, 'x', 0)).parameter).toBe('decimals');
  expect(refusalOf(() => drawFloats({ ...range, max: '-1' }, 'x', 0, 1)).parameter).toBe('min');
  expect(refusalOf(() => drawFloat(range, '', 0)).parameter).toBe('seed');
  expect(refusalOf(() => drawFloats(range, '', 0, 1)).parameter).toBe('seed');
  expect(refusalOf(() => drawFloat(range, 'x', -1)).parameter).toBe('index');
  expect(refusalOf(() => drawFloats(range, 'x', MAX_INDEX, 2)).parameter).toBe('count');
});
