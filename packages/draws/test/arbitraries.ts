import fc from 'fast-check';
import { MAX_INDEX, MAX_SEED_BYTES } from '../src';

export const seeds = fc
  .string({ unit: 'binary', minLength: 1, maxLength: MAX_SEED_BYTES })
  .filter((seed) => Buffer.byteLength(seed) <= MAX_SEED_BYTES);

export const indexes = fc.oneof(fc.nat(), fc.maxSafeNat());

/** First indexes that leave room for a run of `count`. */
export const firstIndexes = (count: number) => fc.nat({ max: MAX_INDEX - count + 1 });

/** Two safe integers in order, often near one another. */
export const ends = fc
  .oneof(
    fc.tuple(fc.maxSafeInteger(), fc.maxSafeInteger()),
    fc.tuple(fc.integer(), fc.nat({ max: 5000 })).map(([min, more]) => [min, min + more] as const),
  )
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
