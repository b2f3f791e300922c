import { floatBatchBody, floatQuery, floatRunQuery } from '@quartet/contracts';
import type { DrawStream } from '@quartet/draw-api';
import { drawFloats, type FloatRange } from '@quartet/draws';

/** Uniformly distributed decimals from `min` to `max`, both included, in steps of 10^−decimals. */
export const floats: DrawStream<FloatRange> = {
  name: 'float',
  query: floatQuery,
  runQuery: floatRunQuery,
  batchBody: floatBatchBody,
  draw: drawFloats,
  describe: ({ min, max, decimals }) => ({ min: Number(min), max: Number(max), decimals }),
};
