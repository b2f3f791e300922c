import { z } from 'zod';
import { DEFAULT_RULE } from './defaults';
import { decimalText, indexField, ruleName, seedField, wholeNumber } from './fields';
import { problem } from './problem';
import { ruleVersion } from './rules';

/** How many objects one call may make. */
export const MAX_OBJECTS = 1_000;
/** How many objects one page of the history may have. */
export const MAX_PAGE = 200;

export const productBody = z
  .strictObject({
    rule: ruleName.default(DEFAULT_RULE),
    version: ruleVersion.optional(),
    number: wholeNumber(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 'The drawn number.'),
    float: decimalText('The drawn decimal.'),
    seed: seedField.optional(),
    index: indexField.optional(),
  })
  .refine(({ seed, index }) => seed !== undefined || index === undefined, {
    path: ['index'],
    error: 'means nothing without a seed',
  });

export const productsBody = z.strictObject({
  objects: z.array(productBody).min(1).max(MAX_OBJECTS),
  partial: z.boolean().default(false).meta({
    description: 'false: all or nothing, any error refuses the call. true: each object has its own result.',
  }),
});

const generated = {
  rule: z.string(),
  version: ruleVersion,
  number: z.int(),
  float: z.number(),
  product: z.number().meta({ description: 'number × float, exact in decimals.' }),
  outcome: z.string(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  text: z.string(),
};

export const computedObject = z.object({ ...generated, verified: z.literal(false) }).meta({
  id: 'ComputedObject',
  description: 'What the rules make of a number and a float; not recorded, for no seed came with them.',
});

export const recordedObject = z
  .object({
    id: z
      .string()
      .meta({ description: 'Derived from rule, version, seed and index: the same draw is the same object.' }),
    ...generated,
    seed: z.string(),
    index: z.int(),
    verified: z.literal(true).meta({ description: 'Number and float were recomputed from seed and index.' }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'RecordedObject' });

export const generatedObject = z.union([recordedObject, computedObject]);

export const productResults = z
  .object({
    results: z.array(
      z.union([
        z.object({ status: z.union([z.literal(200), z.literal(201)]), object: generatedObject }),
        z.object({ status: z.literal(422), problem }),
      ]),
    ),
  })
  .meta({ id: 'ProductResults', description: 'One result for each object asked for, in order.' });

export const objectsQuery = z.strictObject({
  rule: ruleName.optional(),
  outcome: z.string().min(1).max(200).optional().meta({ description: 'Only objects of this outcome.' }),
  before: wholeNumber(1, Number.MAX_SAFE_INTEGER, 'The cursor of the next page, from `next`.').optional(),
  limit: wholeNumber(1, MAX_PAGE, `How many objects, at most ${MAX_PAGE}.`).prefault(50),
});

export const objectsPage = z
  .object({
    objects: z.array(recordedObject),
    next: z
      .int()
      .nullable()
      .meta({ description: 'The cursor of the next, older page (`before`); null on the last.' }),
  })
  .meta({ id: 'ObjectsPage' });

export type ProductRequest = z.output<typeof productBody>;
export type ComputedObject = z.output<typeof computedObject>;
export type RecordedObject = z.output<typeof recordedObject>;
