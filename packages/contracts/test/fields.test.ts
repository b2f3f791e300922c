import { assert, double, integer, property, string } from 'fast-check';
import { MAX_SEED_BYTES } from '@quartet/draws';
import { decimalText, indexField, numberMin, ruleName, seedField } from '../src/fields';
import { floatQuery, numberQuery, objectsQuery, productBody, visitQuery } from '../src';

describe('A whole number', () => {
  it('is the same in JSON as in a query string', () => {
    assert(
      property(integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }), (value) => {
        expect(numberMin.parse(value)).toBe(value);
        expect(numberMin.parse(String(value))).toBe(value);
      }),
    );
  });

  it.each(['', ' 1', '1 ', '+1', '1.0', '1e3', '0x1', 'one', 'NaN', 1.5, NaN, true, null, [1]])(
    'cannot be %j',
    (value) => {
      expect(indexField.safeParse(value).success).toBe(false);
    },
  );

  it('has limits, which the issue contains', () => {
    expect(indexField.safeParse('-1').error?.issues[0]).toMatchObject({ code: 'too_small', minimum: 0 });
    expect(indexField.safeParse('99999999999999999999').error?.issues[0]).toMatchObject({ code: 'too_big' });
  });
});

describe('A decimal', () => {
  const decimal = decimalText('A decimal.');

  it('has all the digits of its JSON number', () => {
    assert(
      property(double({ noNaN: true, min: -1e15, max: 1e15 }), (value) => {
        const result = decimal.safeParse(value);
        // −0 becomes 0.
        if (result.success) expect(Number(result.data)).toBe(value + 0);
        // Only such small numbers can have more than 20 decimals.
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
  ])('can be %p, which becomes %s', (value, text) => {
    expect(decimal.parse(value)).toBe(text);
  });

  it.each(['', '.5', '5.', '+1', '1e3', '1,5', ' 1', 'Infinity', Infinity, NaN, 1e30, null, true])(
    'cannot be %p',
    (value) => {
      expect(decimal.safeParse(value).success).toBe(false);
    },
  );
});

describe('A seed', () => {
  it('can be any text without control characters of 1 to 256 bytes in UTF-8', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const bytes = Buffer.byteLength(text);
        expect(seedField.safeParse(text).success).toBe(bytes >= 1 && bytes <= MAX_SEED_BYTES);
      }),
    );
    expect(seedField.safeParse('ä'.repeat(128)).success).toBe(true);
    expect(seedField.safeParse(`${'ä'.repeat(128)}x`).success).toBe(false);
  });

  it('cannot have a lone surrogate', () => {
    expect(seedField.safeParse('a\ud800b').success).toBe(false);
  });
});

describe('A request', () => {
  it('has defaults for all optional parameters', () => {
    expect(numberQuery.parse({})).toEqual({ min: 0, max: 2, index: 0 });
    expect(floatQuery.parse({})).toEqual({ min: '0', max: '10', decimals: 2, index: 0 });
    expect(visitQuery.parse({})).toEqual({ rule: 'attack', index: 0 });
    expect(objectsQuery.parse({})).toEqual({ limit: 50 });
    expect(productBody.parse({ number: 1, float: 2 })).toEqual({ rule: 'attack', number: 1, float: '2' });
  });

  it.each([numberQuery, floatQuery, visitQuery, objectsQuery])(
    'with an unknown parameter is refused',
    (schema) => {
      expect(schema.safeParse({ colour: 'red' }).error?.issues[0]).toMatchObject({
        code: 'unrecognized_keys',
        keys: ['colour'],
      });
    },
  );

  it('names a rule set in lowercase letters, digits and hyphens', () => {
    expect(ruleName.safeParse('attack-2').success).toBe(true);
    for (const name of ['', 'Attack', '2nd', 'a/b', 'a'.repeat(65)])
      expect(ruleName.safeParse(name).success).toBe(false);
  });
});
