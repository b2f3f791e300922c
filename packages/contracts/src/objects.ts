import { toDecimalText } from '@quartet/draws';
import { z } from 'zod';
import { DEFAULT_RULE } from './defaults';
import { decimalText, indexField, ruleName, seedField, wholeNumber } from './fields';
import { problem } from './problem';
import { optionalRuleVersion, ruleVersion } from './rules';
import { plainLine } from './text';

/** The maximum number of objects in one call. */
export const MAX_OBJECTS = 1_000;
/** The maximum number of objects on a page of the history. */
export const MAX_PAGE = 200;

/** `POST /product`. */
export const productBody = z
  .strictObject({
    rule: ruleName.default(DEFAULT_RULE),
    version: optionalRuleVersion,
    number: wholeNumber(
      Number.MIN_SAFE_INTEGER,
      Number.MAX_SAFE_INTEGER,
      'Number to apply the rule set to, within its range.',
    ),
    float: decimalText('Decimal to apply the rule set to, within its range.'),
    seed: seedField
      .meta({
        description:
          'Seed that draws this number and this float. With a seed, the service verifies the draw and records the object.',
      })
      .optional(),
    index: indexField
      .meta({ description: 'Index of the draw, from 0 to 2^53 − 1, 0 by default. It requires a seed.' })
      .optional(),
  })
  .refine(({ seed, index }) => seed !== undefined || index === undefined, {
    path: ['index'],
    error: 'requires a seed: add seed or remove index',
  });

/** `POST /products`. */
export const productsBody = z.strictObject({
  objects: z
    .array(productBody)
    .min(1)
    .max(MAX_OBJECTS)
    .meta({ description: 'Objects, each with the fields of `POST /product`.' }),
  partial: z.boolean().default(false).meta({
    description:
      'With false, one invalid object fails the whole call. With true, each object has its own result.',
  }),
});

const objectFields = {
  rule: z.string().meta({ description: 'Name of the rule set.' }),
  version: ruleVersion,
  number: z.int().meta({ description: 'Drawn number.' }),
  float: z.number().meta({ description: 'Drawn decimal, as the nearest JSON number.' }),
  product: z
    .number()
    .meta({ description: 'number × float, calculated in exact decimals, as the nearest JSON number.' }),
  exact: z
    .object({
      float: z.string().meta({ description: 'Drawn decimal, with all decimals of its range.' }),
      product: z.string().meta({ description: 'number × float.' }),
    })
    // During a rolling update, a product service of an earlier version does not send it.
    .optional()
    .meta({ description: 'The decimals as exact text, since a JSON number may hold fewer digits.' }),
  outcome: z.string().meta({ description: 'Label of the first outcome whose condition is true.' }),
  attributes: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .meta({ description: 'Attributes that the rule set calculates, by name.' }),
  text: z.string().meta({ description: 'Sentence that describes the object.' }),
};

export const computedObject = z
  .object({
    ...objectFields,
    verified: z.literal(false).meta({ description: 'Always false: the draw has no seed.' }),
  })
  .meta({ id: 'ComputedObject', description: 'An object without a seed. It is not recorded.' });

const drawnObjectFields = {
  id: z.string().meta({
    description:
      'ID of the object, derived from rule, version, seed and index. The same draw has the same ID.',
  }),
  ...objectFields,
  seed: z.string().meta({ description: 'Seed of the draw.' }),
  index: z.int().meta({ description: 'Index of the draw.' }),
  verified: z
    .literal(true)
    .meta({ description: 'Always true: the seed and index draw this number and float.' }),
};

export const recordedObject = z
  .object({
    ...drawnObjectFields,
    createdAt: z.iso.datetime().meta({ description: 'Time when the object was recorded first.' }),
  })
  .meta({ id: 'RecordedObject', description: 'An object in the history.' });

export const unrecordedObject = z
  .object({
    ...drawnObjectFields,
    recorded: z.literal(false).meta({ description: 'Always false: the object is not in the history.' }),
  })
  .meta({
    id: 'UnrecordedObject',
    description:
      'An object that was drawn while the database was unavailable. Its seed and index reproduce it.',
  });

const queued = z.boolean().meta({
  description:
    'With true, the service records the draw once the database is available. With false, the client must retry.',
});

/** The problem of `POST /product` while the database is unavailable. */
export const notRecordedProblem = problem.extend({ object: unrecordedObject, queued }).meta({
  id: 'NotRecorded',
  description: 'The database is unavailable. The problem document contains the object.',
});

export const generatedObject = z.union([recordedObject, computedObject]);

const productResult = z.union([
  z
    .object({
      status: z
        .union([z.literal(200), z.literal(201)])
        .meta({ description: '201 for a newly recorded object, otherwise 200.' }),
      object: generatedObject,
    })
    .meta({ id: 'MadeResult', description: 'A valid object.' }),
  z
    .object({ status: z.literal(422).meta({ description: 'The object is invalid.' }), problem })
    .meta({ id: 'RefusedResult', description: 'An invalid object.' }),
]);
const unrecordedResult = z
  .object({
    status: z.literal(503).meta({ description: 'The database is unavailable.' }),
    object: unrecordedObject,
  })
  .meta({ id: 'UnrecordedResult', description: 'A valid object that is not recorded.' });

/** The problem of `POST /products` while the database is unavailable. */
export const notAllRecordedProblem = problem
  .extend({
    results: z
      .array(z.union([productResult, unrecordedResult]))
      .meta({ description: 'One result for each object, in the order of the request.' }),
    queued,
  })
  .meta({
    id: 'NotAllRecorded',
    description: 'The database is unavailable. The problem document contains the results.',
  });

export const productResults = z
  .object({
    results: z
      .array(productResult)
      .meta({ description: 'One result for each object, in the order of the request.' }),
  })
  .meta({ id: 'ProductResults', description: 'The results of `POST /products`.' });

/** The response of `POST /products` to objects with seeds, also while the database is unavailable, if `partial` is true. */
export const recordedResults = z.object({
  results: z.array(
    z.discriminatedUnion('status', [
      z.object({ status: z.literal([200, 201]), object: recordedObject }),
      z.object({ status: z.literal(422), problem }),
      z.object({ status: z.literal(503), object: unrecordedObject }),
    ]),
  ),
});

/** The response of `POST /products` to objects without seeds. */
export const computedResults = z.object({ results: z.array(z.object({ object: computedObject })) });

const cursor = (description: string) => wholeNumber(0, Number.MAX_SAFE_INTEGER, description).optional();

/** The path parameters of `GET /objects/ID`. */
export const objectPath = z.object({ id: z.string().meta({ description: 'ID of the object.' }) });

/** `GET /objects`. */
export const objectsQuery = z.strictObject({
  rule: ruleName
    .meta({ description: 'Only objects of this rule set. The default is all rule sets.' })
    .optional(),
  outcome: plainLine()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Only objects with this outcome. The default is all outcomes.' }),
  before: cursor('Only objects older than this cursor, which is `next` of another page.'),
  after: cursor('Only the objects that follow this cursor, which is `previous` of another page.'),
  limit: wholeNumber(1, MAX_PAGE, 'Maximum number of objects on the page.').prefault(50),
});

export const objectsPage = z
  .object({
    objects: z.array(recordedObject).meta({ description: 'Objects, newest first.' }),
    next: z
      .int()
      .nullable()
      .meta({ description: 'Cursor of the next, older page (`before`), or null on the last page.' }),
    previous: z.int().nullable().meta({
      description:
        'Cursor of the previous, newer page (`after`), or null if there are no objects. It also returns objects that are recorded later.',
    }),
  })
  .meta({ id: 'ObjectsPage', description: 'A page of the history.' });

export type ObjectsPage = z.output<typeof objectsPage>;
export type ObjectsQuery = z.output<typeof objectsQuery>;
export type ProductRequest = z.output<typeof productBody>;
export type ComputedObject = z.output<typeof computedObject>;
export type UnrecordedObject = z.output<typeof unrecordedObject>;
export type RecordedObject = z.output<typeof recordedObject>;

/** The decimals of an object as text, with all the digits that are known. */
export const exactDecimals = ({
  exact,
  float,
  product,
}: ComputedObject | UnrecordedObject | RecordedObject) =>
  exact ?? { float: toDecimalText(float), product: toDecimalText(product) };
