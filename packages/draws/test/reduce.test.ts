import fc from 'fast-check';
import { acceptanceLimit, exactReduce, reduceTo, smallReduce, spanOf } from '../src/reduce';

const SMALL = 2 ** 21;
const base = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER - SMALL });
const span = fc.integer({ min: 1, max: SMALL });

function valueBlock(value: bigint): Buffer {
  const block = Buffer.alloc(8);
  block.writeBigUInt64BE(value);
  return block;
}

test('Small and large spans are reduced alike, as BigInt does it', () => {
  const aroundSmall = fc.integer({ min: 1, max: 4 * SMALL });
  fc.assert(
    fc.property(aroundSmall, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (count, value) => {
      const block = valueBlock(value);
      expect(reduceTo(0, count - 1)(block, 0)).toBe(exactReduce(0, count - 1)(block, 0));
    }),
    { numRuns: 1000 },
  );
});

test.each([smallReduce, exactReduce, reduceTo])(
  '%p rejects values from the limit on, and none below',
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
