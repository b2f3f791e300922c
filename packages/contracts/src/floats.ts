import { z } from 'zod';
import { DEFAULT_RANGES } from './defaults';
import {
  algorithmField,
  countField,
  decimalsField,
  floatMax,
  floatMin,
  indexField,
  MAX_DRAWS,
  seedField,
} from './fields';

const { min, max, decimals } = DEFAULT_RANGES.float;

export const floatQuery = z.strictObject({
  min: floatMin.prefault(min),
  max: floatMax.prefault(max),
  decimals: decimalsField.prefault(decimals),
  seed: seedField.optional(),
  index: indexField.prefault(0),
});

export const floatRunQuery = z.strictObject({ ...floatQuery.shape, count: countField.prefault(1) });

export const floatBatchBody = z.strictObject({ draws: z.array(floatQuery).min(1).max(MAX_DRAWS) });

const drawnFrom = {
  min: z.number(),
  max: z.number(),
  decimals: z.int(),
  seed: z.string(),
  index: z.int(),
  algorithm: algorithmField,
};

export const floatDraw = z.object({ float: z.number(), ...drawnFrom }).meta({
  id: 'FloatDraw',
  description: 'One drawn decimal, as the nearest JSON number, with all that repeats it.',
});

export const floatRun = z
  .object({ floats: z.array(z.number()), ...drawnFrom, count: z.int() })
  .meta({ id: 'FloatRun', description: 'Draws of one seed; the first is the one of `index`.' });

export const floatBatch = z.object({ draws: z.array(floatDraw) }).meta({ id: 'FloatBatch' });

export type FloatDraw = z.output<typeof floatDraw>;
