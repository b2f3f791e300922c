import { z } from 'zod';
import type { Schema } from '../schema';

/** The format of backups. Increase its number when older programs cannot read the files. */
export const FORMAT = 'quartet-record/1';

export type Table = keyof Schema;
/** The number of rows of each table. */
export type RowCounts = Record<Table, number>;

const whole = z.int();
const text = z.string();

/** The tables in their order in a backup, with the columns of a row. They are the same for every kind of database. */
const ROWS = {
  sequences: z.strictObject({ name: z.literal('objects'), last: whole }),
  rule_versions: z.strictObject({ rule: text, version: text, yaml: text, odds: text, odds_format: whole }),
  outcome_counts: z.strictObject({
    rule: text,
    version: text,
    outcome: text,
    objects: whole,
    product_sum: text,
    pruned: whole,
    pruned_sum: text,
  }),
  objects: z.strictObject({
    sequence: whole,
    id: text,
    rule: text,
    version: text,
    seed: text,
    draw_index: whole,
    number: whole,
    float: text,
    product: text,
    outcome: text,
    attributes: text,
    text,
    created_at: whole,
  }),
} satisfies Record<Table, z.ZodType>;

export const TABLES = Object.keys(ROWS) as Table[];

export const noRows = (): RowCounts => ({ sequences: 0, rule_versions: 0, outcome_counts: 0, objects: 0 });

/** The first line of a backup. */
export const headerLine = z.strictObject({
  format: z.literal(FORMAT),
  /** The migrations of the schema. */
  migrations: z.array(text),
  /** The time of the backup, in ISO 8601. */
  createdAt: text,
});

/** The lines between the first and the last. */
export const rowLine = z.discriminatedUnion('table', [
  z.strictObject({ table: z.literal('sequences'), row: ROWS.sequences }),
  z.strictObject({ table: z.literal('rule_versions'), row: ROWS.rule_versions }),
  z.strictObject({ table: z.literal('outcome_counts'), row: ROWS.outcome_counts }),
  z.strictObject({ table: z.literal('objects'), row: ROWS.objects }),
]);

/** The last line; a file without it is truncated. */
export const lastLine = z.strictObject({
  rows: z.strictObject({ sequences: whole, rule_versions: whole, outcome_counts: whole, objects: whole }),
});

export type BackupRow = z.infer<typeof rowLine>;
