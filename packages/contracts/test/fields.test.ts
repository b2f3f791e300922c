import { assert, double, integer, property, string } from 'fast-check';
import { MAX_SEED_BYTES } from '@quartet/draws';
import { decimalText, indexField, numberMin, ruleName, seedField } from '../src/fields';
import { floatQuery, numberQuery, objectsQuery, productBody, visitQuery } from '../src';

describe('A whole number', () => {
  it('is the same from JSON as from the digits of a query', () => {
    assert(
      property(integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }), (value) => {
        expect(numberMin.parse(value)).toBe(value);
        expect(numberMin.parse(String(value))).toBe(value);
      }),
    );
  });

  it.each(['', ' 1', '1 ', '+1', '1.0', '1e3', '0x1', 'one', 'NaN', 1.5, NaN, true, null, [1]])(
    'is not %j',
    (value) => {
      expect(indexField.safeParse(value).success).toBe(false);
    },
  );

  it('keeps to its limits, which are said', () => {
    expect(indexField.safeParse('-1').error?.issues[0]).toMatchObject({ code: 'too_small', minimum: 0 });
    expect(indexField.safeParse('99999999999999999999').error?.issues[0]).toMatchObject({ code: 'too_big' });
  });
});

describe('A decimal', () => {
  const decimal = decimalText('A decimal.');

  it('of a JSON number is text with all the digits by which it is known', () => {
    assert(
      property(double({ noNaN: true, min: -1e15, max: 1e15 }), (value) => {
        const result = decimal.safeParse(value);
        // −0 is read as 0.
        if (result.success) expect(Number(result.data)).toBe(value + 0);
        // Only a number this small can have more than 20 places.
        else expect(Math.abs(value)).toBeLessThan(1e-4);
      }),
    );
  });

  it.each([
    [1e-7, '0.0000001'],
    [-2.5e-9, '-0.0000000025'],
    [7, '7'],
    ['7.210', '7.210'],
    ['-0.5', '-0.5'],
  ])('%p is %s', (value, text) => {
    expect(decimal.parse(value)).toBe(text);
  });

  it.each(['', '.5', '5.', '+1', '1e3', '1,5', ' 1', 'Infinity', Infinity, NaN, 1e30, null, true])(
    'is not %p',
    (value) => {
      expect(decimal.safeParse(value).success).toBe(false);
    },
  );
});

describe('A seed', () => {
  it('is any text of 1 to 256 bytes of UTF-8', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 300 }), (text) => {
        const bytes = Buffer.byteLength(text);
        expect(seedField.safeParse(text).success).toBe(bytes >= 1 && bytes <= MAX_SEED_BYTES);
      }),
    );
    expect(seedField.safeParse('ä'.repeat(128)).success).toBe(true);
    expect(seedField.safeParse(`${'ä'.repeat(128)}x`).success).toBe(false);
  });

  it('has no half characters, which UTF-8 cannot write', () => {
    expect(seedField.safeParse('a\ud800b').success).toBe(false);
  });
});

describe('Requests', () => {
  it('have the defaults that make a bare call work', () => {
    expect(numberQuery.parse({})).toEqual({ min: 0, max: 2, index: 0 });
    expect(floatQuery.parse({})).toEqual({ min: '0', max: '10', decimals: 2, index: 0 });
    expect(visitQuery.parse({})).toEqual({ rule: 'attack', index: 0 });
    expect(objectsQuery.parse({})).toEqual({ limit: 50 });
    expect(productBody.parse({ number: 1, float: 2 })).toEqual({ rule: 'attack', number: 1, float: '2' });
  });

  it.each([numberQuery, floatQuery, visitQuery, objectsQuery])('know their parameters only', (schema) => {
    expect(schema.safeParse({ colour: 'red' }).error?.issues[0]).toMatchObject({
      code: 'unrecognized_keys',
      keys: ['colour'],
    });
  });

  it('name rule sets as addresses can', () => {
    expect(ruleName.safeParse('attack-2').success).toBe(true);
    for (const name of ['', 'Attack', '2nd', 'a/b', 'a'.repeat(65)])
      expect(ruleName.safeParse(name).success).toBe(false);
  });
});
