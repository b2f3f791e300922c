import { ALGORITHM, MAX_DECIMALS, MAX_INDEX, MAX_SEED_BYTES, toDecimalText } from '@quartet/draws';
import { z } from 'zod';
import { plainLine } from './text';

/** The maximum number of draws in one call. */
export const MAX_DRAWS = 10_000;

/** Query strings and forms contain text. Digits become a number; the schema rejects all other text. */
const parseDigits = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;

/** A whole number from `min` to `max`, in JSON, a query string or a form. */
export const wholeNumber = (min: number, max: number, description: string) =>
  z
    .preprocess(parseDigits, z.int(`must be a whole number from ${min} to ${max}`).min(min).max(max))
    .meta({ description, override: { type: 'integer', minimum: min, maximum: max } });

const numberToText = (value: unknown): unknown =>
  typeof value === 'number' && Number.isFinite(value) ? toDecimalText(value) : value;

const NOT_DECIMAL = 'must be a decimal number such as 7.21';

const decimalError = (text: string) =>
  /^-?\d+(\.\d+)?$/.test(text) ? 'must have at most 16 digits before the point and 20 after it' : NOT_DECIMAL;

/**
 * A decimal in JSON, a query string or a form. The output is decimal text.
 *
 * JSON can contain it as a number, or as text if a number cannot hold all its digits.
 */
export const decimalText = (description: string) =>
  z
    .preprocess(
      numberToText,
      z
        .string(NOT_DECIMAL)
        .regex(/^-?\d{1,16}(\.\d{1,20})?$/, { error: ({ input }) => decimalError(String(input)) }),
    )
    .meta({ description, override: { type: ['number', 'string'] } });

/** An optional form field. Browsers send an empty value for a field that is left blank. */
export const optionalInForm = <Field extends z.ZodType>(field: Field) =>
  z.preprocess((value) => (value === '' ? undefined : value), field.optional());

export const seedField = plainLine()
  .refine((seed) => seed.length > 0 && Buffer.byteLength(seed) <= MAX_SEED_BYTES, {
    error: ({ input }) =>
      `must have 1 to ${MAX_SEED_BYTES} bytes in UTF-8, got ${Buffer.byteLength(String(input))}`,
  })
  .meta({
    description: `Seed of the draw: 1 to ${MAX_SEED_BYTES} bytes of UTF-8 without control characters. The same seed and index always draw the same value.`,
    examples: ['quartet'],
    override: { minLength: 1, maxLength: MAX_SEED_BYTES },
  });

/** The seed of a request that draws from a random seed by default. */
export const optionalSeed = seedField
  .meta({
    description: `Seed of the draw: 1 to ${MAX_SEED_BYTES} bytes of UTF-8 without control characters. Without a seed, the service generates a random one.`,
  })
  .optional();

export const indexField = wholeNumber(
  0,
  MAX_INDEX,
  'Index of the draw, from 0 to 2^53 − 1. Each index of a seed is a separate draw.',
);

export const numberMin = wholeNumber(
  Number.MIN_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER,
  'Smallest possible number, from −(2^53 − 1) to 2^53 − 1.',
);
export const numberMax = wholeNumber(
  Number.MIN_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER,
  'Largest possible number, from `min` to 2^53 − 1.',
);
export const floatMin = decimalText(
  'Smallest possible decimal. Multiplied by 10^decimals, it is a whole number from −(2^53 − 1) to 2^53 − 1.',
);
export const floatMax = decimalText(
  'Largest possible decimal, at least `min`. Multiplied by 10^decimals, it is a whole number up to 2^53 − 1.',
);
export const decimalsField = wholeNumber(0, MAX_DECIMALS, 'Number of decimal places.');

export const countField = wholeNumber(1, MAX_DRAWS, 'Number of draws, with consecutive indexes.');

export const algorithmField = z
  .literal(ALGORITHM)
  .meta({ description: 'Algorithm that reproduces the draw.' });

/** Names of rule sets, which are part of URLs. */
export const ruleName = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,63}$/,
    'must be a rule set name: 1 to 64 lowercase letters, digits and hyphens that start with a letter',
  )
  .meta({ description: 'The name of a rule set.', examples: ['attack'] });
