import type { Kysely, Transaction } from 'kysely';
import type { BackupRow, Table } from './format';
import type { SizedRow } from './read';
import type { Schema } from '../schema';
import { writeTransaction } from '../database/write-transaction';

/** The database holds what a restored record would mix with. */
export class NotEmptyError extends Error {
  constructor() {
    super(
      'it holds objects or counts already. Restore into an empty one: name another, or delete the file (SQLite), or drop the database and create it anew (MariaDB)',
    );
  }
}

/** What one statement inserts at most: SQLite binds 32766 values, and servers take 16 MB. */
const MOST_ROWS = 256;
const MOST_CHARACTERS = 1_000_000;

/**
 * Inserts all rows in one transaction: where one fails, or it is broken off, the database stays as it was. `onRows` hears how many came.
 * @throws {NotEmptyError} where there are objects or counts already
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

/** @throws {NotEmptyError} where there are objects or counts; a database without tables is empty */
export async function requireEmpty(db: Kysely<Schema>): Promise<void> {
  const there = (await db.introspection.getTables()).map(({ name }) => name);
  for (const table of ['objects', 'outcome_counts'] as const) {
    if (!there.includes(table)) continue;
    const row = await db.selectFrom(table).select('rule').limit(1).executeTakeFirst();
    if (row) throw new NotEmptyError();
  }
}

/** What a database has from its migrations and from a service that has read its rules gives way. */
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
    if (chunk && (chunk.table !== table || chunk.rows.length === MOST_ROWS || characters > MOST_CHARACTERS)) {
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
