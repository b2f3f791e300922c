import fc from 'fast-check';
import { MAX_INDEX, MAX_SEED_BYTES } from '../src';

export const seeds = fc
  .string({ unit: 'binary', minLength: 1, maxLength: MAX_SEED_BYTES })
  .filter((seed) => Buffer.byteLength(seed) <= MAX_SEED_BYTES);

export const indexes = fc.oneof(fc.nat(), fc.maxSafeNat());

/** First indexes of runs of `count` draws. */
export const firstIndexes = (count: number) => fc.nat({ max: MAX_INDEX - count + 1 });

/** Two safe integers in ascending order, often close to each other. */
export const bounds = fc
  .oneof(
    fc.tuple(fc.maxSafeInteger(), fc.maxSafeInteger()),
    fc.tuple(fc.integer(), fc.nat({ max: 5000 })).map(([min, width]) => [min, min + width] as const),
  )
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
