import fc from 'fast-check';
import { DrawError, MAX_INDEX, checkNumberRange, drawNumber, drawNumbers } from '../src';
import { bounds, firstIndexes, indexes, seeds } from './arbitraries';
import { drawErrorOf } from './draw-error';
import { referenceDraw } from './reference';

const MOST = Number.MAX_SAFE_INTEGER;
const die = { min: 1, max: 6 };

test('A number is in its range and matches the definition', () => {
  fc.assert(
    fc.property(bounds, seeds, indexes, ({ min, max }, seed, index) => {
      const span = BigInt(max) - BigInt(min) + 1n;
      const number = drawNumber({ min, max }, seed, index);
      expect(number >= min && number <= max).toBe(true);
      expect(BigInt(number)).toBe(BigInt(min) + referenceDraw('number', span, seed, index).result);
    }),
  );
});

test('A run returns the same numbers as single draws', () => {
  fc.assert(
    fc.property(
      bounds,
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

test('A run can end at the last index', () => {
  expect(drawNumbers(die, 'x', MAX_INDEX - 1, 2)).toEqual([
    drawNumber(die, 'x', MAX_INDEX - 1),
    drawNumber(die, 'x', MAX_INDEX),
  ]);
});

test('A run repeats the attempt of each index whose value is rejected', () => {
  // Just above 2^64 / 1025, almost a whole span is left over. No allowed span rejects more values.
  const span = 2n ** 64n / 1025n + 1n;
  const min = -Number(span / 2n);
  const max = Number(span - 1n + BigInt(min));
  const expected = Array.from({ length: 5000 }, (_, index) =>
    referenceDraw('number', span, 'rejected', index),
  );
  expect(expected.filter(({ attempts }) => attempts > 1)).toHaveLength(4);
  expect(drawNumbers({ min, max }, 'rejected', 0, 5000)).toEqual(
    expected.map(({ result }) => Number(BigInt(min) + result)),
  );
});

test('A range from -0 to -0 yields 0', () => {
  expect(drawNumbers({ min: -0, max: -0 }, 'x', 0, 2)).toEqual([0, 0]);
});

test.each([
  [{ min: 1.5, max: 3 }, 'min', `min must be a whole number from -${MOST} to ${MOST}, got \`1.5\``],
  [{ min: 0, max: NaN }, 'max', `max must be a whole number from -${MOST} to ${MOST}, got \`NaN\``],
  [
    { min: -MOST - 1, max: 0 },
    'min',
    `min must be a whole number from -${MOST} to ${MOST}, got \`-9007199254740992\``,
  ],
  [{ min: 0, max: Infinity }, 'max', `max must be a whole number from -${MOST} to ${MOST}, got \`Infinity\``],
  [{ min: 7, max: 3 }, 'min', 'min must be at most max (3), got `7`'],
])('The range %j is refused because of its %s', (range, parameter, message) => {
  const expected = { parameter, message };
  expect(
    drawErrorOf(() => {
      checkNumberRange(range);
    }),
  ).toEqual(expected);
  expect(drawErrorOf(() => drawNumber(range, 'x', 0))).toEqual(expected);
  expect(drawErrorOf(() => drawNumbers(range, 'x', 0, 1))).toEqual(expected);
});

test.each([-1, 0.5, NaN, MAX_INDEX + 1])('The index %d is refused', (index) => {
  const expected = {
    parameter: 'index',
    message: `index must be a whole number from 0 to ${MOST}, got \`${index}\``,
  };
  expect(drawErrorOf(() => drawNumber(die, 'x', index))).toEqual(expected);
  expect(drawErrorOf(() => drawNumbers(die, 'x', index, 1))).toEqual(expected);
});

test.each([0, -1, 1.5, Infinity])('The count %d is refused', (count) => {
  expect(drawErrorOf(() => drawNumbers(die, 'x', 0, count))).toEqual({
    parameter: 'count',
    message: `count must be a whole number of at least 1, got \`${count}\``,
  });
});

test('A run past the last index is refused because of its count', () => {
  expect(drawErrorOf(() => drawNumbers(die, 'x', MAX_INDEX - 1, 3))).toEqual({
    parameter: 'count',
    message: `count must be at most 2 from index ${MAX_INDEX - 1}, got \`3\``,
  });
});

test('A DrawError is a RangeError', () => {
  const error = new DrawError('min', 'too small');
  expect(error).toBeInstanceOf(RangeError);
  expect(String(error)).toBe('DrawError: too small');
});
