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
  optionalSeed,
} from './fields';

const { min, max, decimals } = DEFAULT_RANGES.float;

/** `GET /float`. */
export const floatQuery = z.strictObject({
  min: floatMin.prefault(min),
  max: floatMax.prefault(max),
  decimals: decimalsField.prefault(decimals),
  seed: optionalSeed,
  index: indexField.prefault(0),
});

/** `GET /floats`. */
export const floatRunQuery = z.strictObject({ ...floatQuery.shape, count: countField.prefault(1) });

/** `POST /floats`. */
export const floatBatchBody = z.strictObject({
  draws: z
    .array(floatQuery)
    .min(1)
    .max(MAX_DRAWS)
    .meta({ description: 'Draws, each with its own range, seed and index.' }),
});

const drawInputs = {
  min: z.number().meta({ description: 'Smallest possible decimal.' }),
  max: z.number().meta({ description: 'Largest possible decimal.' }),
  decimals: z.int().meta({ description: 'Number of decimal places.' }),
  seed: z.string().meta({ description: 'Seed of the draw, generated if the request had none.' }),
  index: z.int().meta({ description: 'Index of the draw, or of the first one.' }),
  algorithm: algorithmField,
};

export const floatDraw = z
  .object({
    float: z.number().meta({ description: 'Drawn decimal, as the nearest JSON number.' }),
    ...drawInputs,
  })
  .meta({ id: 'FloatDraw', description: 'A drawn decimal and the inputs that reproduce it.' });

export const floatRun = z
  .object({
    floats: z.array(z.number()).meta({ description: 'Drawn decimals, in the order of their indexes.' }),
    ...drawInputs,
    count: z.int().meta({ description: 'Number of draws.' }),
  })
  .meta({ id: 'FloatRun', description: 'Draws of one seed with consecutive indexes.' });

export const floatBatch = z
  .object({ draws: z.array(floatDraw).meta({ description: 'Draws, in the order of the request.' }) })
  .meta({ id: 'FloatBatch', description: 'Draws of different seeds.' });

export type FloatDraw = z.output<typeof floatDraw>;
