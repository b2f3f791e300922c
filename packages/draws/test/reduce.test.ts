import fc from 'fast-check';
import { acceptanceLimit, bigIntReducer, numberReducer, reducerFor, spanOf } from '../src/reduce';

const MAX_NUMBER_SPAN = 2 ** 21;
const base = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER - MAX_NUMBER_SPAN });
const span = fc.integer({ min: 1, max: MAX_NUMBER_SPAN });

function valueBlock(value: bigint): Buffer {
  const block = Buffer.alloc(8);
  block.writeBigUInt64BE(value);
  return block;
}

test('Small and large spans are reduced as with BigInt', () => {
  const spans = fc.integer({ min: 1, max: 4 * MAX_NUMBER_SPAN });
  fc.assert(
    fc.property(spans, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (count, value) => {
      const block = valueBlock(value);
      expect(reducerFor(0, count - 1)(block, 0)).toBe(bigIntReducer(0, count - 1)(block, 0));
    }),
    { numRuns: 1000 },
  );
});

test.each([numberReducer, bigIntReducer, reducerFor])(
  '%p rejects the limit and all values above it',
  (reduce) => {
    fc.assert(
      fc.property(base, span, (first, count) => {
        const last = first + count - 1;
        const limit = acceptanceLimit(spanOf(first, last));
        expect(reduce(first, last)(valueBlock(limit - 1n), 0)).toBe(last);
        if (limit < 2n ** 64n) expect(reduce(first, last)(valueBlock(limit), 0)).toBeUndefined();
        if (limit < 2n ** 64n) expect(reduce(first, last)(valueBlock(2n ** 64n - 1n), 0)).toBeUndefined();
      }),
    );
  },
);
