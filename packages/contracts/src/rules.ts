import { z } from 'zod';
import { ruleName } from './fields';

export const ruleVersion = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'must be a version: 16 lowercase hexadecimal digits')
  .meta({
    description: 'Version of the rule set: a hash of everything that affects its objects.',
  });

/** The version in a request for the current one by default. */
export const optionalRuleVersion = ruleVersion
  .meta({
    description:
      'Version of the rule set: a hash of everything that affects its objects. The default is the current version.',
  })
  .optional();

/** The path parameters of `GET /rules/NAME`. */
export const rulePath = z.object({ name: ruleName });

/** `GET /rules/NAME`. */
export const ruleQuery = z.strictObject({ version: optionalRuleVersion });

/** The media types of a rule file in a request. */
export const RULE_FILE_TYPES = ['application/yaml', 'text/yaml', 'text/plain'];

const odds = z
  .object({
    fraction: z
      .string()
      .meta({ description: 'Exact probability as a fraction in lowest terms.', examples: ['500/3003'] }),
    probability: z.number().meta({ description: 'Probability from 0 to 1, as the nearest JSON number.' }),
    percent: z
      .string()
      .meta({ description: 'Probability in percent, rounded for display.', examples: ['16.65 %'] }),
  })
  .meta({ description: 'Probability of the outcome.' });

const decimal = (description: string) =>
  z.string().meta({ description: `${description}, as exact decimal text.` });

const productRange = z
  .object({ min: decimal('Smallest possible product'), max: decimal('Largest possible product') })
  .meta({ description: 'Range of the product.' });

const distribution = z
  .object({
    min: decimal('Smallest product'),
    max: decimal('Largest product'),
    mean: z
      .object({
        fraction: z.string().meta({ description: 'Exact mean as a fraction in lowest terms.' }),
        value: z.number().meta({ description: 'Mean as the nearest JSON number.' }),
      })
      .meta({ description: 'Mean of the product.' }),
    histogram: z.array(z.int()).meta({
      description: 'Number of draws in each of equally wide intervals of the product range of the rule set.',
    }),
  })
  .meta({ description: 'Distribution of the product over all draws with this outcome.' });

export const ruleSet = z
  .object({
    name: ruleName,
    title: z.string().meta({ description: 'Title for display.' }),
    description: z.string().meta({ description: 'Subject of the rule set, in a sentence.' }),
    source: z.string().optional().meta({ description: 'Origin of the idea.' }),
    version: ruleVersion,
    file: z
      .string()
      .optional()
      .meta({ description: 'Text of the rule file (YAML). It is missing in lists of rule sets.' }),
    number: z
      .object({
        min: z.int().meta({ description: 'Smallest possible number.' }),
        max: z.int().meta({ description: 'Largest possible number.' }),
      })
      .meta({ description: 'Range of the number.' }),
    float: z
      .object({
        min: z.number().meta({ description: 'Smallest possible decimal.' }),
        max: z.number().meta({ description: 'Largest possible decimal.' }),
        decimals: z.int().meta({ description: 'Number of decimal places.' }),
      })
      .meta({ description: 'Range of the float.' }),
    cells: z
      .int()
      .meta({ description: 'Number of different pairs of number and float, all equally likely.' }),
    product: productRange,
    variables: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Named CEL expressions that the conditions use, in the order of evaluation.' }),
    drawn: z.int().nullable().meta({
      description:
        'Number of objects drawn so far in this version, or null while the database is unavailable.',
    }),
    recorded: z.int().nullable().meta({
      description: 'Number of these objects in the history, or null while the database is unavailable.',
    }),
    outcomes: z
      .array(
        z.object({
          label: z.string().meta({ description: 'Name of the outcome.' }),
          when: z
            .string()
            .optional()
            .meta({ description: 'Condition of the outcome, in CEL. The last outcome has none.' }),
          odds,
          observed: z.int().nullable().meta({
            description:
              'Number of objects drawn so far with this outcome, or null while the database is unavailable.',
          }),
          observedSum: z.string().nullable().meta({
            description:
              'Sum of the products of these objects as exact decimal text, or null while the database is unavailable.',
          }),
          recorded: z.int().nullable().meta({
            description: 'Number of these objects in the history, or null while the database is unavailable.',
          }),
          product: distribution,
        }),
      )
      .meta({ description: 'Outcomes in the order in which their conditions are checked.' }),
  })
  .meta({ id: 'RuleSet', description: 'A rule set with its odds and the counts of its objects.' });

export const ruleSets = z
  .object({ rules: z.array(ruleSet).meta({ description: 'Rule sets, sorted by name.' }) })
  .meta({ id: 'RuleSets', description: 'All rule sets.' });

export const ruleCheck = z
  .object({
    problems: z
      .array(
        z.object({
          severity: z
            .enum(['error', 'warning'])
            .meta({ description: 'A rule file with an error cannot be used.' }),
          file: z.string().meta({ description: 'Name of the rule file.' }),
          line: z.int().meta({ description: 'Line in the file, from 1.' }),
          column: z.int().meta({ description: 'Column in the line, from 1.' }),
          place: z
            .string()
            .meta({ description: 'Path of the value in the rule set.', examples: ['outcomes[1].when'] }),
          excerpt: z.string().meta({ description: 'Text at this place in the file.' }),
          message: z.string().meta({ description: 'Cause of the problem and its solution.' }),
        }),
      )
      .meta({ description: 'Errors and warnings.' }),
    odds: z
      .object({
        cells: z
          .int()
          .meta({ description: 'Number of different pairs of number and float, all equally likely.' }),
        product: productRange,
        outcomes: z
          .array(
            odds.extend({
              label: z.string().meta({ description: 'Name of the outcome.' }),
              cells: z.int().meta({ description: 'Number of pairs with this outcome.' }),
              product: distribution,
            }),
          )
          .meta({ description: 'Outcomes with their odds.' }),
      })
      .optional()
      .meta({ description: 'Exact odds. They are missing if the rule file has errors.' }),
  })
  .meta({ id: 'RuleCheck', description: 'The result of a check of a rule file.' });

export type RuleSet = z.output<typeof ruleSet>;
