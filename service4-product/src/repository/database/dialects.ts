import { RowTooLargeError } from './failures';
import { CompiledQuery, type Kysely, MysqlAdapter, sql, type Transaction } from 'kysely';
import type { Engine } from '../migrations/engine';
import type { ObjectsTable, Schema } from '../schema';

/** The statements that differ between SQLite and MySQL. */
interface Dialect {
  /** Adds `places` to the sequence of objects, and returns its last number. Locks the row until the transaction ends. */
  reserve: (transaction: Transaction<Schema>, places: number) => Promise<number>;
  /** Inserts the rows with a new id. Returns their number. */
  insertNew: (transaction: Transaction<Schema>, rows: ObjectsTable[]) => Promise<number>;
}

const sqlite: Dialect = {
  async reserve(transaction, places) {
    const { last } = await transaction
      .updateTable('sequences')
      .set((column) => ({ last: column('last', '+', places) }))
      .where('name', '=', 'objects')
      .returning('last')
      .executeTakeFirstOrThrow();
    return last;
  },
  async insertNew(transaction, rows) {
    let inserted = 0;
    for (const chunk of chunksOf(rows))
      inserted += await insert(transaction, chunk, 'on conflict (id) do nothing');
    return inserted;
  },
};

const mysql: Dialect = {
  async reserve(transaction, places) {
    // The server returns the argument of last_insert_id() with the result, which saves a query.
    const { insertId } = await sql`update sequences set last = last_insert_id(last + ${places})
      where name = 'objects'`.execute(transaction);
    return Number(insertId ?? 0);
  },
  async insertNew(transaction, rows) {
    const limit = await maxStatementBytes(transaction);
    let inserted = 0;
    try {
      for (const chunk of chunksWithin(rows, limit)) {
        // "insert ignore" would also truncate values that are too long.
        inserted += await insert(transaction, chunk, 'on duplicate key update id = objects.id');
      }
    } catch (error) {
      // The server may have restarted with another limit.
      statementLimits.delete(serverOf(transaction));
      throw error;
    }
    return inserted;
  },
};

/** The most bytes of rows in a statement, by server: it closes the connection when a statement is larger than it accepts. */
const statementLimits = new WeakMap<object, number>();

const serverOf = (transaction: Transaction<Schema>) => transaction.getExecutor().adapter;

/** Half of the server's limit leaves room for the SQL and for escaped characters. */
async function maxStatementBytes(transaction: Transaction<Schema>): Promise<number> {
  const server = serverOf(transaction);
  const known = statementLimits.get(server);
  if (known !== undefined) return known;
  const { rows } = await sql<{ bytes: number }>`select @@max_allowed_packet as bytes`.execute(transaction);
  const limit = Number(rows[0]?.bytes) / 2;
  statementLimits.set(server, limit);
  return limit;
}

/** Splits rows into statements of at most `limit` bytes. @throws {RowTooLargeError} for a row that is larger */
function chunksWithin(rows: readonly ObjectsTable[], limit: number): ObjectsTable[][] {
  const chunks: ObjectsTable[][] = [];
  let bytes = Infinity;
  for (const row of rows) {
    const size = bytesOf(row);
    if (size > limit) throw new RowTooLargeError(size, limit);
    bytes += size;
    if (bytes > limit) {
      chunks.push([]);
      bytes = size;
    }
    chunks.at(-1)?.push(row);
  }
  return chunks;
}

const bytesOf = (row: ObjectsTable) =>
  Object.values(row).reduce<number>((sum, value) => sum + Buffer.byteLength(String(value)), 0);

export const engineOf = (db: Kysely<Schema>): Engine =>
  db.getExecutor().adapter instanceof MysqlAdapter ? 'mysql' : 'sqlite';

export const dialectOf = (db: Kysely<Schema>): Dialect => ({ sqlite, mysql })[engineOf(db)];

/** The most rows of a statement. Chunk sizes are powers of two, so that few different statements are compiled. */
const MAX_CHUNK_SIZE = 256;

function chunksOf<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let from = 0, size = MAX_CHUNK_SIZE; from < items.length; from += size) {
    while (size > items.length - from) size /= 2;
    chunks.push(items.slice(from, from + size));
  }
  return chunks;
}

/** Builds the SQL by hand: kysely takes longer to build such a statement than the database to run it. */
async function insert(
  transaction: Transaction<Schema>,
  rows: readonly ObjectsTable[],
  onConflict: string,
): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const names = Object.keys(first);
  const columns = names.map((name) => `\`${name}\``).join(', ');
  const placeholders = `(${names.map(() => '?').join(', ')})`;
  const text = `insert into objects (${columns}) values ${rows.map(() => placeholders).join(', ')} ${onConflict}`;
  const values = rows.flatMap((row) => Object.values(row) as unknown[]);
  const { numAffectedRows = 0n } = await transaction.executeQuery(CompiledQuery.raw(text, values));
  return Number(numAffectedRows);
}
