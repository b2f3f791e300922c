import { z } from 'zod';
import { countField, indexField, ruleName, seedField, wholeNumber } from './fields';
import { DEFAULT_RULE } from './defaults';
import { ruleVersion } from './rules';
import { blank } from './visits';

/** `GET /rules/NAME/rows`: what the draws of a seed come to, index upward; nothing is recorded. */
export const rowsQuery = z.strictObject({
  version: ruleVersion.optional(),
  seed: seedField,
  index: indexField.prefault(0),
  count: countField.prefault(1),
});

export const rows = z
  .object({
    rule: ruleName,
    version: ruleVersion,
    seed: z.string(),
    index: z.int(),
    count: z.int(),
    algorithm: z.string(),
    rows: z.array(
      z.object({
        index: z.int(),
        number: z.int(),
        float: z.number(),
        product: z.number(),
        outcome: z.string(),
        attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
        text: z.string(),
      }),
    ),
  })
  .meta({ id: 'Rows', description: 'Draws of one seed, and what the rules make of each.' });

export const EXPORT_FORMATS = ['csv', 'ndjson', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** `GET /export`: any number of rows as one file; without `count`, what can be asked for. */
export const exportQuery = z.strictObject({
  rule: ruleName.default(DEFAULT_RULE),
  version: ruleVersion.optional(),
  seed: blank(seedField),
  index: blank(indexField),
  count: blank(wholeNumber(1, Number.MAX_SAFE_INTEGER, 'How many rows.')),
  format: z.enum(EXPORT_FORMATS).default('csv').meta({ description: 'A json that was cut short is none.' }),
});

export type RowsQuery = z.output<typeof rowsQuery>;
export type ExportQuery = z.output<typeof exportQuery>;
