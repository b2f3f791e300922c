import { assert, bigInt, integer, property, string } from 'fast-check';
import { formatStep } from '@quartet/draws';
import { objectId } from '../src/objects/identity';
import { exactProduct } from '../src/decimals';

describe('The product of a number and a decimal', () => {
  it.each([
    [7, 1, 1, '0.7'],
    [2, 721, 2, '14.42'],
    [0, 531, 2, '0'],
    [-3, 5, 1, '-1.5'],
    [3, -5, 2, '-0.15'],
    [10, 100, 2, '10'],
    [5, 3, 0, '15'],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 15, '81129638414606663.681390495662081'],
  ])('of %d × %d × 10^-%d is %s', (number, step, decimals, product) => {
    expect(exactProduct(number, step, decimals)).toBe(product);
  });

  it('is exact and has the fewest digits for all numbers and decimals', () => {
    const safe = integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
    assert(
      property(safe, safe, integer({ min: 0, max: 15 }), (number, step, decimals) => {
        const text = exactProduct(number, step, decimals);
        const [whole = '', fraction = ''] = text.split('.');
        expect(
          BigInt(whole.replace('-', '') + fraction.padEnd(decimals, '0')) * (text.startsWith('-') ? -1n : 1n),
        ).toBe(BigInt(number) * BigInt(step));
        expect(text).not.toMatch(/\.$|\..*0$|^-?0\d|^-0(\.0*)?$/);
      }),
    );
  });

  it('is the decimal itself when the number is 1', () => {
    assert(
      property(integer({ min: -10_000, max: 10_000 }), integer({ min: 0, max: 6 }), (step, decimals) => {
        expect(Number(exactProduct(1, step, decimals))).toBe(Number(formatStep(step, decimals)));
      }),
    );
  });
});

describe('The id of a draw', () => {
  it('is the same on every machine', () => {
    expect(objectId('attack', '36f0d39b51ec11ab', 'quartet', 0)).toBe('iL4epp408SSzfn77nK-KaACb');
  });

  it('is safe in a URL, and differs for every different draw', () => {
    assert(
      property(string(), string(), bigInt({ min: 0n, max: 2n ** 53n - 1n }), (seed, other, index) => {
        const id = objectId('attack', 'v', seed, Number(index));
        expect(id).toMatch(/^[\w-]{24}$/);
        if (other !== seed) expect(objectId('attack', 'v', other, Number(index))).not.toBe(id);
        expect(objectId('attack', 'w', seed, Number(index))).not.toBe(id);
      }),
    );
  });
});
