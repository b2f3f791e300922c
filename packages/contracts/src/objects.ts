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

const drawn = {
  id: z
    .string()
    .meta({ description: 'Derived from rule, version, seed and index: the same draw is the same object.' }),
  ...generated,
  seed: z.string(),
  index: z.int(),
  verified: z.literal(true).meta({ description: 'Number and float were recomputed from seed and index.' }),
};

export const recordedObject = z
  .object({ ...drawn, createdAt: z.iso.datetime() })
  .meta({ id: 'RecordedObject' });

export const unrecordedObject = z.object({ ...drawn, recorded: z.literal(false) }).meta({
  id: 'UnrecordedObject',
  description: 'An object that was made while the record is away: seed and index draw it again.',
});

const queued = z.boolean().meta({
  description: 'Whether it will be recorded when the record is back; if not, it must be asked for again.',
});

/** The problem of an object that was made, but not recorded. */
export const notRecordedProblem = problem
  .extend({ object: unrecordedObject, queued })
  .meta({ id: 'NotRecorded', description: 'The object, and that the record is away.' });

export const generatedObject = z.union([recordedObject, computedObject]);

const productResult = z.union([
  z
    .object({ status: z.union([z.literal(200), z.literal(201)]), object: generatedObject })
    .meta({ id: 'MadeResult' }),
  z.object({ status: z.literal(422), problem }).meta({ id: 'RefusedResult' }),
]);
const unrecordedResult = z
  .object({ status: z.literal(503), object: unrecordedObject })
  .meta({ id: 'UnrecordedResult' });

/** The problem of objects that were made, but not recorded. */
export const notAllRecordedProblem = problem
  .extend({
    results: z.array(z.union([productResult, unrecordedResult])),
    queued,
  })
  .meta({ id: 'NotAllRecorded', description: 'The objects, and that the record is away.' });

export const productResults = z
  .object({ results: z.array(productResult) })
  .meta({ id: 'ProductResults', description: 'One result for each object asked for, in order.' });

const cursor = (description: string) => wholeNumber(0, Number.MAX_SAFE_INTEGER, description).optional();

export const objectsQuery = z.strictObject({
  rule: ruleName.optional(),
  outcome: z.string().min(1).max(200).optional().meta({ description: 'Only objects of this outcome.' }),
  before: cursor('Only older objects: the cursor `next` of a page.'),
  after: cursor('Only newer objects, those next to it: the cursor `previous` of a page.'),
  limit: wholeNumber(1, MAX_PAGE, `How many objects, at most ${MAX_PAGE}.`).prefault(50),
});

export const objectsPage = z
  .object({
    objects: z.array(recordedObject),
    next: z
      .int()
      .nullable()
      .meta({ description: 'The cursor of the next, older page (`before`); null on the last.' }),
    previous: z.int().nullable().meta({
      description:
        'The cursor of the previous, newer page (`after`), also of objects yet to come; null where nothing is recorded.',
    }),
  })
  .meta({ id: 'ObjectsPage' });

/** What becomes of many numbers and floats at once that come without a seed: computed, one after the other as they came. */
export const computedResults = z.object({ results: z.array(z.object({ object: computedObject })) });

export type ObjectsPage = z.output<typeof objectsPage>;
export type ObjectsQuery = z.output<typeof objectsQuery>;
export type ProductRequest = z.output<typeof productBody>;
export type ComputedObject = z.output<typeof computedObject>;
export type UnrecordedObject = z.output<typeof unrecordedObject>;
export type RecordedObject = z.output<typeof recordedObject>;
