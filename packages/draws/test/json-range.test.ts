import fc from 'fast-check';
import { MAX_DECIMALS, decimalGrid, floatRangeFromJson, formatStep, toDecimalText } from '../src';
import { bounds } from './arbitraries';

const decimals = fc.nat({ max: MAX_DECIMALS });
/** A double holds every decimal of this many significant digits. */
const DOUBLE_DIGITS = 15;

const toJson = (min: number, max: number, places: number) => ({
  min: Number(formatStep(min, places)),
  max: Number(formatStep(max, places)),
  decimals: places,
});

test('Every allowed range is converted from JSON without rounding', () => {
  fc.assert(
    fc.property(bounds, decimals, ({ min, max }, places) => {
      const json = toJson(min, max, places);
      const range = floatRangeFromJson(json);
      expect({ ...range, min: Number(range.min), max: Number(range.max) }).toEqual(json);
      const { first, last } = decimalGrid(range);
      expect(toJson(first, last, places)).toEqual(json);
    }),
    { numRuns: 500 },
  );
});

test('The widest range is converted from JSON without rounding for every number of decimals', () => {
  const most = Number.MAX_SAFE_INTEGER;
  for (let places = 0; places <= MAX_DECIMALS; places += 1) {
    const json = toJson(-most, most, places);
    const { first, last } = decimalGrid(floatRangeFromJson(json));
    expect(toJson(first, last, places)).toEqual(json);
  }
});

test('A range of up to 15 significant digits keeps its steps in JSON', () => {
  const steps = fc.integer({ min: -(10 ** DOUBLE_DIGITS) + 1, max: 10 ** DOUBLE_DIGITS - 1 });
  fc.assert(
    fc.property(steps, steps, decimals, (a, b, places) => {
      const [first, last] = [Math.min(a, b), Math.max(a, b)];
      const grid = decimalGrid(floatRangeFromJson(toJson(first, last, places)));
      expect(grid).toEqual({ first, last, decimals: places });
    }),
    { numRuns: 500 },
  );
});

test.each([
  [7.21, '7.21'],
  [-0, '0'],
  [0.1 + 0.2, '0.30000000000000004'],
  [1e-7, '0.0000001'],
  [-1.234e-10, '-0.0000000001234'],
  [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  [1e21, '1000000000000000000000'],
  [1e-21, '1e-21'],
])('The number %d is written as %s', (value, text) => {
  expect(toDecimalText(value)).toBe(text);
});
