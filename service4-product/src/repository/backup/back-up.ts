import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Kysely, Transaction } from 'kysely';
import { readInOrder, readTransaction } from '../database/read-transaction';
import { MIGRATION_NAMES, requireLatestSchema } from '../migrate';
import type { Schema } from '../schema';
import { FORMAT, noRows, type RowCounts, type Table, TABLES } from './format';

/** The text to compress at once, in characters. */
const CHUNK_SIZE = 64 * 1024;

/**
 * Writes a snapshot of the whole database to `sink`, gzipped. Its memory does not grow with the database, and recordings continue.
 * Calls `onRow` for each row.
 * @returns the number of rows of each table
 * @throws {MigrationError} when the database does not have the latest schema
 */
export async function backUp(db: Kysely<Schema>, sink: Writable, onRow: () => void): Promise<RowCounts> {
  await requireLatestSchema(db);
  const counts = noRows();
  await readTransaction(db, (transaction) =>
    pipeline(inChunks(linesOf(transaction, counts, onRow)), createGzip(), sink),
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
  if (table === 'objects') yield* readInOrder(transaction.selectFrom('objects').selectAll());
  else if (table === 'rule_versions') yield* ruleVersions(transaction);
  else yield* await transaction.selectFrom(table).selectAll().execute();
}

/** Reads one version at a time, since a rule file and its odds may be large. */
async function* ruleVersions(transaction: Transaction<Schema>) {
  const keys = await transaction.selectFrom('rule_versions').select(['rule', 'version']).execute();
  for (const key of keys)
    yield await transaction
      .selectFrom('rule_versions')
      .selectAll()
      .where((is) => is.and(key))
      .executeTakeFirstOrThrow();
}

async function* inChunks(lines: AsyncIterable<object>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += `${JSON.stringify(line)}\n`;
    if (chunk.length < CHUNK_SIZE) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
