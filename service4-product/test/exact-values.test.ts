import fc, { assert, bigInt, integer, property, string } from 'fast-check';
import { formatStep } from '@quartet/draws';
import { objectId } from '../src/objects/identity';
import { exactProduct, formatUnits } from '../src/decimals';
import { fractionOf, HISTOGRAM_BINS } from '../src/rules/odds/odds';
import { productRange, Tally } from '../src/rules/odds/tally';

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

describe('The tally of an outcome', () => {
  it('has the exact range, mean and histogram of its products, also beyond 2^53', () => {
    const ends = fc.tuple(fc.maxSafeInteger(), fc.nat(6)).map(([min, more]) => ({ min, span: more + 1 }));
    const decimals = fc.integer({ min: 0, max: 15 });
    const safe = ({ min, span }: { min: number; span: number }) => Number.isSafeInteger(min + span);
    fc.assert(
      fc.property(ends.filter(safe), ends.filter(safe), decimals, (numbers, steps, places) => {
        const floats = { first: steps.min, span: steps.span, decimals: places };
        const grid = { numbers, floats, cells: numbers.span * steps.span };
        const tally = new Tally(productRange(grid));
        const products: bigint[] = [];
        for (let row = 0; row < numbers.span; row++)
          for (let column = 0; column < steps.span; column++) {
            tally.add(numbers.min + row, steps.min + column);
            products.push(BigInt(numbers.min + row) * BigInt(steps.min + column));
          }
        products.sort((a, b) => (a < b ? -1 : 1));
        const [least = 0n, most = 0n] = [products[0], products.at(-1)];
        const total = products.reduce((sum, product) => sum + product, 0n);
        const histogram = new Array<number>(HISTOGRAM_BINS).fill(0);
        for (const product of products) {
          const bin = most === least ? 0n : ((product - least) * BigInt(HISTOGRAM_BINS)) / (most - least);
          histogram[Math.min(HISTOGRAM_BINS - 1, Number(bin))]! += 1;
        }
        expect(tally.distribution(grid)).toMatchObject({
          min: formatUnits(least, places),
          max: formatUnits(most, places),
          mean: { fraction: fractionOf(total, BigInt(grid.cells) * 10n ** BigInt(places)) },
          histogram,
        });
      }),
      { examples: [[{ min: 2 ** 53 - 3, span: 2 }, { min: 2 ** 53 - 3, span: 2 }, 15]] },
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
