import type { Kysely, Transaction } from 'kysely';
import { writeTransaction } from '../database/write-transaction';
import type { Schema } from '../schema';
import type { BackupRow, Table } from './format';
import type { SizedRow } from './read';

/** The database has objects or counts, with which restored ones would mix. */
export class NotEmptyError extends Error {
  constructor() {
    super(
      'it already has objects or counts: choose an empty database, delete the file (SQLite), or drop and create the database (MariaDB)',
    );
  }
}

/** The limits of an insert: SQLite binds at most 32766 values, and servers accept 16 MB. */
const MAX_ROWS = 256;
const MAX_CHARACTERS = 1_000_000;

/**
 * Inserts all rows in one transaction: after a failure the database is unchanged. `onRows` receives the number of rows of each
 * insert.
 * @throws {NotEmptyError} when the database already has objects or counts
 */
export const restoreRows = (
  db: Kysely<Schema>,
  rows: () => AsyncIterable<SizedRow>,
  onRows: (amount: number) => void,
): Promise<void> =>
  writeTransaction(db, 0, async (transaction) => {
    await requireEmpty(transaction);
    for await (const chunk of chunksOf(rows())) {
      await insert(transaction, chunk.table, chunk.rows);
      onRows(chunk.rows.length);
    }
  });

/** @throws {NotEmptyError} when the database has objects or counts; a database without tables is empty */
export async function requireEmpty(db: Kysely<Schema>): Promise<void> {
  const existing = (await db.introspection.getTables()).map(({ name }) => name);
  for (const table of ['objects', 'outcome_counts'] as const) {
    if (!existing.includes(table)) continue;
    const row = await db.selectFrom(table).select('rule').limit(1).executeTakeFirst();
    if (row) throw new NotEmptyError();
  }
}

/** Replaces the rows that a migration, or a service that has loaded its rules, has already inserted. */
async function insert(
  transaction: Transaction<Schema>,
  table: Table,
  rows: BackupRow['row'][],
): Promise<void> {
  const into = ['objects', 'outcome_counts'].includes(table)
    ? transaction.insertInto(table)
    : transaction.replaceInto(table);
  await into.values(rows).execute();
}

async function* chunksOf(rows: AsyncIterable<SizedRow>) {
  let chunk: { table: Table; rows: BackupRow['row'][] } | undefined;
  let characters = 0;
  for await (const { table, row, size } of rows) {
    if (chunk && (chunk.table !== table || chunk.rows.length === MAX_ROWS || characters > MAX_CHARACTERS)) {
      yield chunk;
      chunk = undefined;
    }
    if (!chunk) characters = 0;
    chunk ??= { table, rows: [] };
    chunk.rows.push(row);
    characters += size;
  }
  if (chunk) yield chunk;
}
