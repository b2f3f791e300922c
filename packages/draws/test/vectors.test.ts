import { ALGORITHM, decimalGrid, drawFloat, drawFloats, drawNumber, drawNumbers, traceDraw } from '../src';
import { vectors } from './vectors';

test.each(vectors)(
  'The $stream from $min to $max with seed $seed at index $index matches its vector',
  (vector) => {
    const { seed, index, result, attempts } = vector;
    if (vector.stream === 'number') {
      expect(String(drawNumber(vector, seed, index))).toBe(result);
      expect(drawNumbers(vector, seed, index, 1).map(String)).toEqual([result]);
    } else {
      expect(drawFloat(vector, seed, index)).toBe(result);
      expect(drawFloats(vector, seed, index, 1)).toEqual([result]);
    }
    const { first, last } =
      vector.stream === 'number' ? { first: vector.min, last: vector.max } : decimalGrid(vector);
    expect(traceDraw(vector.stream, BigInt(last) - BigInt(first) + 1n, seed, index).attempts).toHaveLength(
      attempts,
    );
    expect(vector.algorithm).toBe(ALGORITHM);
  },
);
