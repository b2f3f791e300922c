import { z } from 'zod';
import { DEFAULT_RULE } from './defaults';
import {
  countField,
  indexField,
  optionalInForm,
  optionalSeed,
  ruleName,
  seedField,
  wholeNumber,
} from './fields';
import { optionalRuleVersion, ruleVersion } from './rules';

/** `GET /rules/NAME/rows`: draws of one seed with consecutive indexes. Nothing is recorded. */
export const rowsQuery = z.strictObject({
  version: optionalRuleVersion,
  seed: seedField,
  index: indexField.prefault(0),
  count: countField.prefault(1),
});

export const rows = z
  .object({
    rule: ruleName,
    version: ruleVersion,
    seed: z.string().meta({ description: 'Seed of the draws.' }),
    index: z.int().meta({ description: 'Index of the first draw.' }),
    count: z.int().meta({ description: 'Number of draws.' }),
    algorithm: z.string().meta({ description: 'Algorithm that reproduces the draws.' }),
    rows: z
      .array(
        z.object({
          index: z.int().meta({ description: 'Index of the draw.' }),
          number: z.int().meta({ description: 'Drawn number.' }),
          float: z.number().meta({ description: 'Drawn decimal, as the nearest JSON number.' }),
          product: z.number().meta({
            description: 'number × float, calculated in exact decimals, as the nearest JSON number.',
          }),
          outcome: z.string().meta({ description: 'Label of the first outcome whose condition is true.' }),
          attributes: z
            .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
            .meta({ description: 'Attributes that the rule set calculates, by name.' }),
          text: z.string().meta({ description: 'Sentence that describes the object.' }),
        }),
      )
      .meta({ description: 'One row for each draw.' }),
  })
  .meta({ id: 'Rows', description: 'Draws of one seed and the objects that the rule set makes of them.' });

export const EXPORT_FORMATS = ['csv', 'ndjson', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** `GET /export`: draws of one seed as a file. Without `count`, the response is a form. */
export const exportQuery = z.strictObject({
  rule: ruleName.default(DEFAULT_RULE),
  version: optionalRuleVersion,
  seed: optionalInForm(optionalSeed),
  index: optionalInForm(
    indexField.meta({
      description: 'Index of the first draw, 0 by default. Each index of a seed is a separate draw.',
    }),
  ),
  count: optionalInForm(
    wholeNumber(
      1,
      Number.MAX_SAFE_INTEGER,
      'Number of rows, up to the limit of the site. Without it, the response is a form with the size of a row.',
    ),
  ),
  format: z
    .enum(EXPORT_FORMATS)
    .default('csv')
    .meta({ description: 'Format of the file. A truncated JSON file is invalid.' }),
});

export type RowsQuery = z.output<typeof rowsQuery>;
export type ExportQuery = z.output<typeof exportQuery>;
