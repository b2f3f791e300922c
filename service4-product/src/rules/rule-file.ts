import { ruleName } from '@quartet/contracts';
import { z } from 'zod';

const expression = z.string('must be an expression, in quotes');
const attributes = z.record(
  z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'must be a name in letters and digits'),
  expression,
);

/** A rule set as it stands in its YAML file. */
export const ruleFile = z.strictObject({
  name: ruleName,
  title: z.string().min(1),
  description: z.string().min(1),
  number: z.strictObject({ min: z.int(), max: z.int() }),
  float: z.strictObject({ min: z.number(), max: z.number(), decimals: z.int() }),
  attributes: attributes.optional(),
  outcomes: z
    .array(
      z.strictObject({
        label: z.string().min(1),
        when: expression.optional(),
        attributes: attributes.optional(),
      }),
    )
    .min(1),
  text: z.string().min(1),
});

export type RuleFile = z.output<typeof ruleFile>;

/** A mistake in a rule file: where in its structure, and how to mend it. */
export interface Mistake {
  path: PropertyKey[];
  message: string;
}
