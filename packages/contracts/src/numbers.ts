import { z } from 'zod';
import { algorithmField, countField, indexField, MAX_DRAWS, numberMax, numberMin, seedField } from './fields';
import { DEFAULT_RANGES } from './defaults';

const { min, max } = DEFAULT_RANGES.number;

export const numberQuery = z.strictObject({
  min: numberMin.prefault(min),
  max: numberMax.prefault(max),
  seed: seedField.optional(),
  index: indexField.prefault(0),
});

export const numberRunQuery = z.strictObject({ ...numberQuery.shape, count: countField.prefault(1) });

export const numberBatchBody = z.strictObject({ draws: z.array(numberQuery).min(1).max(MAX_DRAWS) });

const drawnFrom = {
  min: z.int(),
  max: z.int(),
  seed: z.string(),
  index: z.int(),
  algorithm: algorithmField,
};

export const numberDraw = z
  .object({ number: z.int(), ...drawnFrom })
  .meta({ id: 'NumberDraw', description: 'One drawn whole number, with all that repeats it.' });

export const numberRun = z
  .object({ numbers: z.array(z.int()), ...drawnFrom, count: z.int() })
  .meta({ id: 'NumberRun', description: 'Draws of one seed; the first is the one of `index`.' });

export const numberBatch = z.object({ draws: z.array(numberDraw) }).meta({ id: 'NumberBatch' });

export type NumberDraw = z.output<typeof numberDraw>;
