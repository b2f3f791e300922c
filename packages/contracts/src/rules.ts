import { z } from 'zod';
import { ruleName } from './fields';

export const ruleVersion = z.string().meta({
  description: 'The hash of all in the rule set that decides an object: another text, another version.',
});

export const ruleSet = z
  .object({
    name: ruleName,
    title: z.string(),
    description: z.string(),
    version: ruleVersion,
    number: z.object({ min: z.int(), max: z.int() }),
    float: z.object({ min: z.number(), max: z.number(), decimals: z.int() }),
    drawn: z.int().meta({ description: 'How many objects of this version are recorded.' }),
    outcomes: z.array(
      z.object({
        label: z.string(),
        when: z
          .string()
          .optional()
          .meta({ description: 'The condition, in CEL; the last outcome has none.' }),
        observed: z.int().meta({ description: 'How many of the recorded objects had this outcome.' }),
      }),
    ),
  })
  .meta({ id: 'RuleSet' });

export const ruleSets = z.object({ rules: z.array(ruleSet) }).meta({ id: 'RuleSets' });

export type RuleSet = z.output<typeof ruleSet>;
