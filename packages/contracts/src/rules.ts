import { z } from 'zod';
import { ruleName } from './fields';

export const ruleVersion = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'must be a version: 16 hexadecimal digits')
  .meta({
    description: 'The hash of all in the rule set that decides an object: another text, another version.',
  });

/** `GET /rules/NAME?version`: without one, the current version. */
export const ruleQuery = z.strictObject({ version: ruleVersion.optional() });

/** What a rule file may be sent as. */
export const RULE_FILE_TYPES = ['application/yaml', 'text/yaml', 'text/plain'];

const odds = z.object({
  fraction: z.string().meta({ description: 'In lowest terms.', examples: ['500/3003'] }),
  probability: z.number(),
  percent: z.string().meta({ description: 'For people.', examples: ['16.65 %'] }),
});

const exactText = z.string().meta({ description: 'Exact, as decimal text.' });

const distribution = z
  .object({
    min: exactText,
    max: exactText,
    mean: z.object({ fraction: z.string(), value: z.number() }),
    histogram: z.array(z.int()).meta({
      description: 'How many draws fall into each of equal parts of the whole range of products.',
    }),
  })
  .meta({ description: 'How the product is distributed over the draws of this outcome.' });

export const ruleSet = z
  .object({
    name: ruleName,
    title: z.string(),
    description: z.string(),
    source: z.string().optional().meta({ description: 'Where the idea is from.' }),
    version: ruleVersion,
    file: z
      .string()
      .optional()
      .meta({ description: 'The rule file, as it was written; of one rule set alone.' }),
    number: z.object({ min: z.int(), max: z.int() }),
    float: z.object({ min: z.number(), max: z.number(), decimals: z.int() }),
    cells: z.int().meta({ description: 'How many different draws there are, all equally likely.' }),
    product: z.object({ min: exactText, max: exactText }),
    variables: z.record(z.string(), z.string()).optional().meta({
      description:
        'What names in conditions stand for, in CEL; each may use those before it, and tables of the rule file.',
    }),
    drawn: z.int().nullable().meta({
      description: 'How many objects of this version were ever drawn; null while the record is away.',
    }),
    recorded: z.int().nullable().meta({ description: 'How many of them are recorded still.' }),
    outcomes: z.array(
      z.object({
        label: z.string(),
        when: z
          .string()
          .optional()
          .meta({ description: 'The condition, in CEL; the last outcome has none.' }),
        odds,
        observed: z.int().nullable().meta({ description: 'How many of the drawn objects had this outcome.' }),
        observedSum: exactText.nullable().meta({ description: 'The exact sum of their products.' }),
        recorded: z.int().nullable().meta({ description: 'How many of them are recorded still.' }),
        product: distribution,
      }),
    ),
  })
  .meta({ id: 'RuleSet' });

export const ruleSets = z.object({ rules: z.array(ruleSet) }).meta({ id: 'RuleSets' });

export const ruleCheck = z
  .object({
    problems: z.array(
      z.object({
        severity: z.enum(['error', 'warning']),
        file: z.string(),
        line: z.int(),
        column: z.int(),
        place: z.string().meta({ description: 'Where in the rule set.', examples: ['outcomes[1].when'] }),
        excerpt: z.string().meta({ description: 'The text at fault.' }),
        message: z.string().meta({ description: 'What is wrong, and how to mend it.' }),
      }),
    ),
    odds: z
      .object({
        cells: z.int(),
        product: z.object({ min: exactText, max: exactText }),
        outcomes: z.array(odds.extend({ label: z.string(), cells: z.int(), product: distribution })),
      })
      .optional()
      .meta({ description: 'The exact odds, where there is no error.' }),
  })
  .meta({ id: 'RuleCheck' });

export type RuleSet = z.output<typeof ruleSet>;
