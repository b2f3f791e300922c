import fc from 'fast-check';
import { MAX_DECIMALS, decimalGrid, formatStep, parseStep } from '../src';
import { drawErrorOf } from './draw-error';

const MOST = Number.MAX_SAFE_INTEGER;
const decimals = fc.nat({ max: MAX_DECIMALS });

test('Every step is formatted with exactly the given decimals and parsed back', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), decimals, (step, places) => {
      const text = formatStep(step, places);
      expect(text).toMatch(places === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${places}}$`));
      expect(parseStep(text, places)).toBe(step === 0 ? 0 : step);
    }),
  );
});

test.each([
  [0, 2, '0.00'],
  [-0, 2, '0.00'],
  [-1, 2, '-0.01'],
  [-150, 2, '-1.50'],
  [3, 1, '0.3'],
  [-7, 0, '-7'],
  [1, 15, '0.000000000000001'],
  [MOST, 15, '9.007199254740991'],
  [-MOST, 0, '-9007199254740991'],
])('Step %d with %d decimals is formatted as %s', (step, places, text) => {
  expect(formatStep(step, places)).toBe(text);
});

test.each([
  ['10', 2, 1000],
  ['-0.5', 2, -50],
  ['007.10', 2, 710],
  ['-0', 0, 0],
  ['-0.00', 2, 0],
  ['0.3', 15, 300000000000000],
  ['-9.007199254740991', 15, -MOST],
])('The text %s with %d decimals is parsed as step %d', (text, places, step) => {
  expect(parseStep(text, places)).toBe(step);
});

test.each(['', '-', '.5', '5.', '+1', '1e3', ' 1', '1\n', '1,5', '0x1', '1_0', '٣', 'NaN', '--1', '1.2.3'])(
  'The text %j is not a decimal',
  (text) => {
    expect(parseStep(text, 2)).toBeUndefined();
  },
);

test.each([
  ['0.001', 2],
  ['1.000', 2],
  ['1.0', 0],
  ['9007199254740992', 0],
  ['-90071992547409.92', 2],
  ['9'.repeat(400), 0],
])('The text %s is not a step with %d decimals', (text, places) => {
  expect(parseStep(text, places)).toBeUndefined();
});

test('A range is converted to the steps of its bounds', () => {
  expect(decimalGrid({ min: '-0.50', max: '10', decimals: 2 })).toEqual({
    first: -50,
    last: 1000,
    decimals: 2,
  });
});

const decimalsMessage = (value: number) => `decimals must be a whole number from 0 to 15, got \`${value}\``;

test.each([
  [{ min: '0', max: '1', decimals: -1 }, 'decimals', decimalsMessage(-1)],
  [{ min: '0', max: '1', decimals: 16 }, 'decimals', decimalsMessage(16)],
  [{ min: '0', max: '1', decimals: 1.5 }, 'decimals', decimalsMessage(1.5)],
  [{ min: 'abc', max: '1', decimals: 2 }, 'min', 'min must be a decimal such as 10 or -0.50, got `abc`'],
  [{ min: '0', max: '1e3', decimals: 2 }, 'max', 'max must be a decimal such as 10 or -0.50, got `1e3`'],
  [{ min: '0.125', max: '1', decimals: 2 }, 'min', 'min must have at most 2 decimal places, got `0.125`'],
  [{ min: '0', max: '1.0', decimals: 0 }, 'max', 'max must have at most 0 decimal places, got `1.0`'],
  [
    { min: '0', max: '10', decimals: 15 },
    'max',
    'max must be from -9.007199254740991 to 9.007199254740991 when decimals is 15, got `10`',
  ],
  [{ min: '0.3', max: '0.2', decimals: 1 }, 'min', 'min must be at most max (0.2), got `0.3`'],
  [
    { min: 'x'.repeat(1000), max: '1', decimals: 2 },
    'min',
    `min must be a decimal such as 10 or -0.50, got \`${'x'.repeat(40)}…\``,
  ],
])('The range %j is refused because of its %s', (range, parameter, message) => {
  expect(drawErrorOf(() => decimalGrid(range))).toEqual({ parameter, message });
});
