import { z } from 'zod';
import { DEFAULT_RULE } from './defaults';
import { indexField, optionalInForm, optionalSeed, ruleName, seedField } from './fields';
import { objectsQuery } from './objects';
import { optionalRuleVersion } from './rules';

/** `GET /`. */
export const visitQuery = z.strictObject({
  rule: ruleName.default(DEFAULT_RULE),
  version: optionalRuleVersion,
  seed: optionalInForm(optionalSeed),
  index: indexField.prefault(0),
});

/** `GET /history`: the parameters of `GET /objects`, sent by a form. */
export const historyQuery = objectsQuery.extend({
  rule: optionalInForm(objectsQuery.shape.rule),
  outcome: optionalInForm(objectsQuery.shape.outcome),
});

/** `GET /history.csv`. */
export const historyFileQuery = historyQuery.pick({ rule: true, outcome: true });

/** `GET /verify`. Without a seed, the response is a form. */
export const verifyQuery = visitQuery.extend({
  seed: optionalInForm(
    seedField.meta({ description: 'Seed of the draw. Without a seed, the response is a form.' }),
  ),
  index: optionalInForm(
    indexField.meta({
      description: 'Index of the draw, 0 by default. Each index of a seed is a separate draw.',
    }),
  ),
});

export type Visit = z.output<typeof visitQuery>;
export type HistoryQuery = z.output<typeof historyQuery>;
