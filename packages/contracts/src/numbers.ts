import { z } from 'zod';
import { DEFAULT_RANGES } from './defaults';
import {
  algorithmField,
  countField,
  indexField,
  MAX_DRAWS,
  numberMax,
  numberMin,
  optionalSeed,
} from './fields';

const { min, max } = DEFAULT_RANGES.number;

/** `GET /number`. */
export const numberQuery = z.strictObject({
  min: numberMin.prefault(min),
  max: numberMax.prefault(max),
  seed: optionalSeed,
  index: indexField.prefault(0),
});

/** `GET /numbers`. */
export const numberRunQuery = z.strictObject({ ...numberQuery.shape, count: countField.prefault(1) });

/** `POST /numbers`. */
export const numberBatchBody = z.strictObject({
  draws: z
    .array(numberQuery)
    .min(1)
    .max(MAX_DRAWS)
    .meta({ description: 'Draws, each with its own range, seed and index.' }),
});

const drawInputs = {
  min: z.int().meta({ description: 'Smallest possible number.' }),
  max: z.int().meta({ description: 'Largest possible number.' }),
  seed: z.string().meta({ description: 'Seed of the draw, generated if the request had none.' }),
  index: z.int().meta({ description: 'Index of the draw, or of the first one.' }),
  algorithm: algorithmField,
};

export const numberDraw = z
  .object({ number: z.int().meta({ description: 'Drawn number.' }), ...drawInputs })
  .meta({ id: 'NumberDraw', description: 'A drawn whole number and the inputs that reproduce it.' });

export const numberRun = z
  .object({
    numbers: z.array(z.int()).meta({ description: 'Drawn numbers, in the order of their indexes.' }),
    ...drawInputs,
    count: z.int().meta({ description: 'Number of draws.' }),
  })
  .meta({ id: 'NumberRun', description: 'Draws of one seed with consecutive indexes.' });

export const numberBatch = z
  .object({ draws: z.array(numberDraw).meta({ description: 'Draws, in the order of the request.' }) })
  .meta({ id: 'NumberBatch', description: 'Draws of different seeds.' });

export type NumberDraw = z.output<typeof numberDraw>;
