import { ruleName } from '@quartet/contracts';
import { z } from 'zod';
import type { TableValue } from './tables';

const expression = z
  .string('must be an expression, in quotes')
  .min(1, 'must not be empty')
  .max(2_000, 'must have at most 2000 characters')
  .meta({ description: 'An expression in CEL over number, float, product, tables and variables.' });
const name = z
  .string()
  .regex(
    /^[a-z][a-zA-Z0-9]{0,39}$/,
    'must start with a lowercase letter, and contain only letters and digits',
  );
const expressions = (description: string) => z.record(name, expression).meta({ description });
const text = z.string().min(1, 'must not be empty').max(1_000, 'must have at most 1000 characters');

const format = z.strictObject({
  decimals: z
    .int()
    .min(0)
    .max(15)
    .optional()
    .meta({ description: 'How many digits follow the decimal point; rounded half away from zero.' }),
  prefix: z.string().optional().meta({ description: 'What stands before it, such as £.' }),
  suffix: z.string().optional().meta({ description: 'What stands after it, such as a unit.' }),
});

const table = z.custom<TableValue>(
  (value) => Array.isArray(value) || value instanceof Map,
  'must be a list or a map',
);

/** The contents of a rule file. */
export const ruleFile = z.strictObject({
  name: ruleName.refine(
    (chosen) => chosen !== 'check',
    'check is reserved for the address /rules/check: choose another name',
  ),
  title: text.meta({ description: 'What people call it.' }),
  description: text.meta({ description: 'What it is about, in a sentence.' }),
  source: text.optional().meta({ description: 'Where the idea is from.' }),
  number: z
    .strictObject({ min: z.int(), max: z.int() })
    .meta({ description: 'The range of the whole number, both ends included.' }),
  float: z
    .strictObject({ min: z.number(), max: z.number(), decimals: z.int().min(0).max(15) })
    .meta({ description: 'The range of the decimal, both ends included, in steps of 10^-decimals.' }),
  tables: z
    .record(name, table)
    .optional()
    .meta({ description: 'Named lists and maps that expressions can use.' }),
  variables: expressions('Named expressions; each may use those before it.').optional(),
  attributes: expressions(
    'What every object has besides its outcome: text, a number, true or false.',
  ).optional(),
  outcomes: z
    .array(
      z.strictObject({
        label: z.string().min(1, 'must not be empty').max(200),
        when: expression.optional(),
        attributes: expressions('What only this outcome has, or has otherwise.').optional(),
        text: text
          .optional()
          .meta({ description: 'The sentence of this outcome, in place of the general one.' }),
      }),
    )
    .min(1, 'must have at least one outcome')
    .max(100, 'must have at most 100 outcomes')
    .meta({ description: 'The first whose condition holds is the outcome; the last has no condition.' }),
  format: z.record(name, format).optional().meta({ description: 'How values look in the text.' }),
  text: text.meta({
    description: 'The sentence, with {number}, {float}, {product}, {outcome} and attributes.',
  }),
});

export type RuleFile = z.output<typeof ruleFile>;
export type Format = z.output<typeof format>;
