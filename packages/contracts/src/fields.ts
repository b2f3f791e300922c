import { MAX_SEED_BYTES, toDecimalText } from '@quartet/draws';
import { z } from 'zod';

/** Where a query or a form gives text, a whole number is read from its digits; anything else is left for the check that follows. */
const fromDigits = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;

/** A whole number from JSON, a query or a form. */
export const wholeNumber = (min: number, max: number, description: string) =>
  z
    .preprocess(fromDigits, z.int('must be a whole number').min(min).max(max))
    .meta({ description, override: { type: 'integer', minimum: min, maximum: max } });

const toDigits = (value: unknown): unknown =>
  typeof value === 'number' && Number.isFinite(value) ? toDecimalText(value) : value;

const decimalFault = (text: string) =>
  /^-?\d+(\.\d+)?$/.test(text)
    ? 'must have at most 16 digits before the point and 20 after it'
    : 'must be a decimal number such as 7.21';

/** A decimal from JSON (a number, or text where a number would not keep all digits), a query or a form; given as decimal text. */
export const decimalText = (description: string) =>
  z
    .preprocess(
      toDigits,
      z
        .string('must be a decimal number')
        .regex(/^-?\d{1,16}(\.\d{1,20})?$/, { error: ({ input }) => decimalFault(String(input)) }),
    )
    .meta({ description, override: { type: ['number', 'string'] } });

export const seedField = z
  .string()
  .refine((seed) => seed.isWellFormed(), 'must be well-formed Unicode')
  .refine(
    (seed) => seed.length > 0 && Buffer.byteLength(seed) <= MAX_SEED_BYTES,
    `must have 1 to ${MAX_SEED_BYTES} bytes as UTF-8`,
  )
  .meta({
    description: 'What the draw is made from: 1 to 256 bytes of UTF-8. The same seed always draws the same.',
    examples: ['quartet'],
    override: { minLength: 1, maxLength: MAX_SEED_BYTES },
  });

export const indexField = wholeNumber(0, Number.MAX_SAFE_INTEGER, 'Which draw of the seed, from 0.');

export const numberMin = wholeNumber(
  Number.MIN_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER,
  'The smallest possible number.',
);
export const numberMax = wholeNumber(
  Number.MIN_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER,
  'The largest possible number.',
);
export const floatMin = decimalText('The smallest possible decimal.');
export const floatMax = decimalText('The largest possible decimal.');
export const decimalsField = wholeNumber(0, 15, 'How many digits follow the decimal point.');

/** How many draws one call may ask for. */
export const MAX_DRAWS = 10_000;
export const countField = wholeNumber(1, MAX_DRAWS, `How many draws, at most ${MAX_DRAWS}.`);

export const algorithmField = z
  .literal('quartet/1')
  .meta({ description: 'The algorithm, by which anyone can repeat the draw.' });

/** Names of rule sets: they stand in addresses. */
export const ruleName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, 'must be a rule set’s name: small letters, digits and hyphens')
  .meta({ description: 'The name of a rule set.', examples: ['attack'] });
