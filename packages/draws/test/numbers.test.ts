import fc from 'fast-check';
import { DrawError, MAX_INDEX, checkNumberRange, drawNumber, drawNumbers } from '../src';
import { ends, firstIndexes, indexes, seeds } from './arbitraries';
import { plainDraw } from './plain';
import { refusalOf } from './refusal';

const MOST = Number.MAX_SAFE_INTEGER;
const die = { min: 1, max: 6 };

test('Every number is in its range, and is the one that the definition gives', () => {
  fc.assert(
    fc.property(ends, seeds, indexes, ({ min, max }, seed, index) => {
      const span = BigInt(max) - BigInt(min) + 1n;
      const number = drawNumber({ min, max }, seed, index);
      expect(number >= min && number <= max).toBe(true);
      expect(BigInt(number)).toBe(BigInt(min) + plainDraw('number', span, seed, index).result);
    }),
  );
});

test('A run holds the same numbers as its draws one by one', () => {
  fc.assert(
    fc.property(
      ends,
      seeds,
      firstIndexes(20),
      fc.integer({ min: 1, max: 20 }),
      (range, seed, first, count) => {
        const singles = Array.from({ length: count }, (_, i) => drawNumber(range, seed, first + i));
        expect(drawNumbers(range, seed, first, count)).toEqual(singles);
      },
    ),
  );
});

test('A run may end at the last index', () => {
  expect(drawNumbers(die, 'x', MAX_INDEX - 1, 2)).toEqual([
    drawNumber(die, 'x', MAX_INDEX - 1),
    drawNumber(die, 'x', MAX_INDEX),
  ]);
});

test('When values of a run fall in the incomplete last block, the next attempt of their own index is taken', () => {
  // Just above 2^64 / 1025 nearly a whole span is left over: no span within the limits rejects more often.
  const span = 2n ** 64n / 1025n + 1n;
  const min = -Number(span / 2n);
  const max = Number(span - 1n + BigInt(min));
  const expected = Array.from({ length: 5000 }, (_, index) => plainDraw('number', span, 'rejected', index));
  expect(expected.filter(({ attempts }) => attempts > 1)).toHaveLength(4);
  expect(drawNumbers({ min, max }, 'rejected', 0, 5000)).toEqual(
    expected.map(({ result }) => Number(BigInt(min) + result)),
  );
});

test('When all draws can only be zero, it is never negative zero', () => {
  expect(drawNumbers({ min: -0, max: -0 }, 'x', 0, 2)).toEqual([0, 0]);
});

test.each([
  [{ min: 1.5, max: 3 }, 'min', `min (1.5) is not a whole number from -${MOST} to ${MOST}`],
  [{ min: 0, max: NaN }, 'max', `max (NaN) is not a whole number from -${MOST} to ${MOST}`],
  [
    { min: -MOST - 1, max: 0 },
    'min',
    `min (-9007199254740992) is not a whole number from -${MOST} to ${MOST}`,
  ],
  [{ min: 0, max: Infinity }, 'max', `max (Infinity) is not a whole number from -${MOST} to ${MOST}`],
  [{ min: 7, max: 3 }, 'min', 'min (7) is greater than max (3)'],
])('When the range is %j, it is refused for its %s', (range, parameter, message) => {
  const refusal = { parameter, message };
  expect(
    refusalOf(() => {
      checkNumberRange(range);
    }),
  ).toEqual(refusal);
  expect(refusalOf(() => drawNumber(range, 'x', 0))).toEqual(refusal);
  expect(refusalOf(() => drawNumbers(range, 'x', 0, 1))).toEqual(refusal);
});

test.each([-1, 0.5, NaN, MAX_INDEX + 1])('When the index is %d, it is refused', (index) => {
  const refusal = {
    parameter: 'index',
    message: `index (${index}) is not a whole number from 0 to ${MAX_INDEX}`,
  };
  expect(refusalOf(() => drawNumber(die, 'x', index))).toEqual(refusal);
  expect(refusalOf(() => drawNumbers(die, 'x', index, 1))).toEqual(refusal);
});

test.each([0, -1, 1.5, Infinity])('When the count is %d, it is refused', (count) => {
  expect(refusalOf(() => drawNumbers(die, 'x', 0, count))).toEqual({
    parameter: 'count',
    message: `count (${count}) is not a whole number of at least 1`,
  });
});

test('When a run would go past the last index, it is refused for its count', () => {
  expect(refusalOf(() => drawNumbers(die, 'x', MAX_INDEX - 1, 3))).toEqual({
    parameter: 'count',
    message: `count (3) goes past the last index, ${MAX_INDEX}, from index ${MAX_INDEX - 1}`,
  });
});

test('A refusal is a RangeError with the name DrawError', () => {
  const error = new DrawError('min', 'too small');
  expect(error).toBeInstanceOf(RangeError);
  expect(String(error)).toBe('DrawError: too small');
});
