import { z } from 'zod';
import { DEFAULT_RULE } from './defaults';
import { ruleVersion } from './rules';
import { indexField, ruleName, seedField } from './fields';

/** What a visit to the page may ask for. An empty seed, as a form left blank sends it, is none. */
export const visitQuery = z.strictObject({
  rule: ruleName.default(DEFAULT_RULE),
  version: ruleVersion.optional(),
  seed: z.preprocess((seed) => (seed === '' ? undefined : seed), seedField.optional()),
  index: indexField.prefault(0),
});

export type Visit = z.output<typeof visitQuery>;
