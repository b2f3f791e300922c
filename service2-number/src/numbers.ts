import { numberBatchBody, numberQuery, numberRunQuery } from '@quartet/contracts';
import type { DrawStream } from '@quartet/draw-api';
import { drawNumbers, type NumberRange } from '@quartet/draws';

/** Uniformly distributed whole numbers from `min` to `max`, both included. */
export const numbers: DrawStream<NumberRange> = {
  name: 'number',
  query: numberQuery,
  runQuery: numberRunQuery,
  batchBody: numberBatchBody,
  draw: (range, seed, index, count) => drawNumbers(range, seed, index, count).map(String),
  describe: ({ min, max }) => ({ min, max }),
};
