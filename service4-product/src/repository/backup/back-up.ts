import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Kysely, Transaction } from 'kysely';
import { FORMAT, noRows, type RowCounts, type Table, TABLES } from './format';
import { MIGRATION_NAMES, requireNewest } from '../migrate';
import { inOrder, readTransaction } from '../database/read-transaction';
import type { Schema } from '../schema';

/** How much text goes to the compressor at once, in characters. */
const PIECE = 64 * 1024;

/**
 * Writes the whole record as of one moment to `sink`, gzipped, in memory that does not grow with it; recordings go on meanwhile.
 * `onRow` hears of each row.
 * @returns how many rows of each table there are
 * @throws {MigrationError} where the database has not the newest schema
 */
export async function backUp(db: Kysely<Schema>, sink: Writable, onRow: () => void): Promise<RowCounts> {
  await requireNewest(db);
  const counts = noRows();
  await readTransaction(db, (transaction) =>
    pipeline(inPieces(linesOf(transaction, counts, onRow)), createGzip(), sink),
  );
  return counts;
}

async function* linesOf(transaction: Transaction<Schema>, counts: RowCounts, onRow: () => void) {
  const createdAt = new Date().toISOString();
  yield { format: FORMAT, migrations: MIGRATION_NAMES, createdAt };
  for (const table of TABLES)
    for await (const row of rowsOf(transaction, table)) {
      counts[table] += 1;
      onRow();
      yield { table, row };
    }
  yield { rows: counts };
}

async function* rowsOf(transaction: Transaction<Schema>, table: Table): AsyncGenerator<object> {
  if (table === 'objects') yield* inOrder(transaction.selectFrom('objects').selectAll());
  else if (table === 'rule_versions') yield* ruleVersions(transaction);
  else yield* await transaction.selectFrom(table).selectAll().execute();
}

/** One at a time: a rule file and its odds may be large. */
async function* ruleVersions(transaction: Transaction<Schema>) {
  const keys = await transaction.selectFrom('rule_versions').select(['rule', 'version']).execute();
  for (const key of keys)
    yield await transaction
      .selectFrom('rule_versions')
      .selectAll()
      .where((is) => is.and(key))
      .executeTakeFirstOrThrow();
}

async function* inPieces(lines: AsyncIterable<object>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += `${JSON.stringify(line)}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
