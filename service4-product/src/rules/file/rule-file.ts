import { plainLine, plainText, ruleName } from '@quartet/contracts';
import { z } from 'zod';
import type { TableValue } from './tables';

const expression = z
  .string('must be an expression, in quotes')
  .min(1, 'must not be empty')
  .max(2_000, 'must have at most 2000 characters')
  .meta({ description: 'A CEL expression over number, float, product, tables and variables.' });
const name = z
  .string()
  .regex(
    /^[a-z][a-zA-Z0-9]{0,39}$/,
    'must start with a lowercase letter and contain only letters and digits',
  );
const expressions = (description: string) => z.record(name, expression).meta({ description });
const text = plainText().min(1, 'must not be empty').max(1_000, 'must have at most 1000 characters');

const format = z.strictObject({
  decimals: z
    .int()
    .min(0)
    .max(15)
    .optional()
    .meta({ description: 'Digits after the decimal point; the value is rounded half away from zero.' }),
  prefix: plainText().optional().meta({ description: 'Text before the value, such as £.' }),
  suffix: plainText().optional().meta({ description: 'Text after the value, such as a unit.' }),
});

const table = z.custom<TableValue>(
  (value) => Array.isArray(value) || value instanceof Map,
  'must be a list or a map',
);

/** The schema of a rule file. */
export const ruleFile = z.strictObject({
  name: ruleName.refine(
    (chosen) => chosen !== 'check',
    '"check" is reserved for the endpoint /rules/check: choose another name',
  ),
  title: text.meta({ description: 'The name shown on the pages.' }),
  description: text.meta({ description: 'One sentence about the rule set, shown on its page.' }),
  source: text
    .optional()
    .meta({ description: 'Where the idea came from, shown on the page of the rule set.' }),
  number: z
    .strictObject({ min: z.int(), max: z.int() })
    .meta({ description: 'The range of the whole number, including both ends.' }),
  float: z
    .strictObject({ min: z.number(), max: z.number(), decimals: z.int().min(0).max(15) })
    .meta({ description: 'The range of the decimal, including both ends, in steps of 10^-decimals.' }),
  tables: z
    .record(name, table)
    .optional()
    .meta({ description: 'Named lists and maps for use in expressions.' }),
  variables: expressions('Named expressions; each can use those defined before it.').optional(),
  attributes: expressions('Further values of every object: text, a number, true or false.').optional(),
  outcomes: z
    .array(
      z.strictObject({
        label: plainLine().min(1, 'must not be empty').max(200),
        when: expression.optional(),
        attributes: expressions(
          'Attributes of this outcome only; they override those of the rule set.',
        ).optional(),
        text: text
          .optional()
          .meta({ description: 'The sentence for this outcome; it replaces the text of the rule set.' }),
      }),
    )
    .min(1, 'must have at least one outcome')
    .max(100, 'must have at most 100 outcomes')
    .meta({
      description: 'The first outcome whose condition is true applies; the last outcome has no condition.',
    }),
  format: z.record(name, format).optional().meta({ description: 'How to format values in the text.' }),
  text: text.meta({
    description:
      'The sentence of an object; {number}, {float}, {product}, {outcome} and attributes are filled in.',
  }),
});

export type RuleFile = z.output<typeof ruleFile>;
export type Format = z.output<typeof format>;
