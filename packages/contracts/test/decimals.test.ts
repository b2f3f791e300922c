import fc from 'fast-check';
import { floatMin } from '../src/fields';
import { parse } from './parse';

const MALFORMED = 'must be a decimal number such as 7.21';
const TOO_LONG = 'must have at most 16 digits before the point and 20 after it';

/** Decimal text within the limits. */
const decimals = fc.stringMatching(/^-?[0-9]{1,16}(\.[0-9]{1,20})?$/);

test('Decimal text keeps all its digits', () => {
  fc.assert(
    fc.property(decimals, (text) => {
      expect(parse(floatMin, text)).toBe(text);
    }),
  );
});

test('A JSON number becomes text of the same number or is refused', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const read = floatMin.safeParse(value);
      if (read.success) expect(Number(read.data) === value).toBe(true);
      else expect(Math.abs(value) < 1e-4 || Math.abs(value) >= 1e16).toBe(true);
    }),
  );
});

test('A JSON number within the limits of a draw is accepted', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.nat(15), (steps, places) => {
      const value = steps / 10 ** places;
      expect(Number(parse(floatMin, value)) === value).toBe(true);
    }),
  );
});

test.each([
  [7.21, '7.21'],
  [0.1 + 0.2, '0.30000000000000004'],
  [-0.5, '-0.5'],
  [-0, '0'],
  [1e3, '1000'],
  [1e-6, '0.000001'],
  [1e-7, '0.0000001'],
  [-1.234e-10, '-0.0000000001234'],
  [1e-20, '0.00000000000000000001'],
  [Number.MAX_SAFE_INTEGER, '9007199254740991'],
])('The JSON number %d becomes %s', (value, text) => {
  expect(parse(floatMin, value)).toBe(text);
});

test.each([1e-21, 5e-324, 1.5e-20])(
  'The number %d has more than 20 decimals and is refused instead of rounded',
  (value) => {
    expect(parse(floatMin, value)).toBe(MALFORMED);
  },
);

test.each([1e16, 1e21, '12345678901234567', `0.${'1'.repeat(21)}`])(
  'The decimal %s is too long, and the message states the limit',
  (value) => {
    expect(parse(floatMin, value)).toBe(TOO_LONG);
  },
);

test.each([
  '',
  ' 1',
  '1 ',
  '1\n',
  '+1',
  '.5',
  '5.',
  '1e3',
  '1,5',
  '0x1',
  '1.2.3',
  '-',
  '--1',
  '٣',
  'NaN',
  'Infinity',
])('The text %j is not a decimal', (text) => {
  expect(parse(floatMin, text)).toBe(MALFORMED);
});

test.each([NaN, Infinity, -Infinity, null, true, [], [1], {}])('The value %j is not a decimal', (value) => {
  expect(parse(floatMin, value)).toBe(MALFORMED);
});
