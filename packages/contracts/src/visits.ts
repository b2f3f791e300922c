import { z } from 'zod';
import { DEFAULT_RULE } from './defaults';
import { ruleVersion } from './rules';
import { indexField, ruleName, seedField } from './fields';
import { objectsQuery } from './objects';

/** A field of a form: left blank, it is sent empty, and means nothing. */
export const blank = <Field extends z.ZodType>(field: Field) =>
  z.preprocess((value) => (value === '' ? undefined : value), field.optional());

/** What a visit to the page may ask for. */
export const visitQuery = z.strictObject({
  rule: ruleName.default(DEFAULT_RULE),
  version: ruleVersion.optional(),
  seed: blank(seedField),
  index: indexField.prefault(0),
});

/** What of the history is asked for; as the product service has it, but from a form. */
export const historyQuery = objectsQuery.extend({
  rule: blank(objectsQuery.shape.rule),
  outcome: blank(objectsQuery.shape.outcome),
});

/** All of the history, or what of it a rule and an outcome leave. */
export const historyFileQuery = historyQuery.pick({ rule: true, outcome: true });

/** Which draw is to be shown step by step; without a seed, none. */
export const verifyQuery = visitQuery.extend({ index: blank(indexField) });

export type Visit = z.output<typeof visitQuery>;
export type HistoryQuery = z.output<typeof historyQuery>;
