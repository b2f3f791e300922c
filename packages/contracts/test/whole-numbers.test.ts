import fc from 'fast-check';
import { countField, decimalsField, indexField, numberMin, wholeNumber } from '../src/fields';
import { accepts, parse } from './parse';

const MOST = Number.MAX_SAFE_INTEGER;
const MESSAGE = `must be a whole number from -${MOST} to ${MOST}`;

test('A whole number is accepted within its limits, in JSON and in digits', () => {
  const near = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -5, max: 15 }));
  fc.assert(
    fc.property(near, (value) => {
      const within = value >= 0 && value <= 10;
      const field = wholeNumber(0, 10, 'ten');
      expect([accepts(field, value), accepts(field, String(value))]).toEqual([within, within]);
    }),
  );
});

test('Digits are read exactly or refused', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (value) => {
      const read = numberMin.safeParse(String(value));
      expect(read.success).toBe(value >= -BigInt(MOST) && value <= BigInt(MOST));
      if (read.success) expect(BigInt(read.data)).toBe(value);
    }),
  );
});

test.each([
  ['007', 7],
  ['0000000000000000000000042', 42],
  ['-0', -0],
  [1e3, 1000],
])('The whole number %j becomes %d', (given, value) => {
  expect(parse(numberMin, given)).toBe(value);
});

test.each(['', ' 1', '1 ', '+1', '1.0', '1e3', '0x1', '--1', '١', '1_000', '1,000', 'one', 'NaN'])(
  'The text %j is not a whole number',
  (text) => {
    expect(parse(numberMin, text)).toBe(MESSAGE);
  },
);

test.each([1.5, NaN, Infinity, null, true, [], [1], {}, undefined])(
  'The value %j is not a whole number',
  (value) => {
    expect(parse(numberMin, value)).toBe(MESSAGE);
  },
);

test('Digits beyond the safe integers exceed the limit and are not malformed', () => {
  for (const text of ['9007199254740992', '99999999999999999', '9'.repeat(100)]) {
    expect(numberMin.safeParse(text).error?.issues[0]).toMatchObject({ code: 'too_big', maximum: MOST });
    expect(numberMin.safeParse(`-${text}`).error?.issues[0]).toMatchObject({
      code: 'too_small',
      minimum: -MOST,
    });
  }
});

test.each([
  ['index', indexField, 0, MOST],
  ['count', countField, 1, 10_000],
  ['decimals', decimalsField, 0, 15],
])('The field %s accepts its limits and nothing beyond', (_, field, min, max) => {
  expect([min, max].map((value) => accepts(field, value))).toEqual([true, true]);
  expect([min - 1, max + 1].map((value) => accepts(field, value))).toEqual([false, false]);
});
