import { CompiledQuery, type Kysely, MysqlAdapter, sql, type Transaction } from 'kysely';
import type { Engine } from '../migrations/engine';
import type { ObjectsTable, Schema } from '../schema';

/** What SQLite and MySQL do not say alike, or not alike well. */
interface Dialect {
  /** Adds to the last number of the sequence of objects, and gives it. The row is then locked until the transaction ends. */
  reserve: (transaction: Transaction<Schema>, places: number) => Promise<number>;
  /** Inserts those rows whose id is not there; how many that were. */
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
    // What is given to last_insert_id comes back with the statement's own answer.
    const { insertId } = await sql`update sequences set last = last_insert_id(last + ${places})
      where name = 'objects'`.execute(transaction);
    return Number(insertId ?? 0);
  },
  insertNew: (transaction, rows) =>
    // Not "insert ignore", which would also cut what does not fit.
    insert(transaction, rows, 'on duplicate key update id = objects.id'),
};

export const engineOf = (db: Kysely<Schema>): Engine =>
  db.getExecutor().adapter instanceof MysqlAdapter ? 'mysql' : 'sqlite';

export const dialectOf = (db: Kysely<Schema>): Dialect => ({ sqlite, mysql })[engineOf(db)];

/** Rows of one statement. Sizes are powers of two, so that there are few different statements and each is compiled once. */
const LARGEST_CHUNK = 256;

function chunksOf<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let from = 0, size = LARGEST_CHUNK; from < items.length; from += size) {
    while (size > items.length - from) size /= 2;
    chunks.push(items.slice(from, from + size));
  }
  return chunks;
}

/** By hand: kysely takes longer to put such a statement together than a database to run it. */
async function insert(
  transaction: Transaction<Schema>,
  rows: readonly ObjectsTable[],
  otherwise: string,
): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const names = Object.keys(first);
  const row = `(${names.map(() => '?').join(', ')})`;
  const text = `insert into objects (${names.map((name) => `\`${name}\``).join(', ')}) values ${rows.map(() => row).join(', ')} ${otherwise}`;
  const values = rows.flatMap((columns) => Object.values(columns) as unknown[]);
  const { numAffectedRows = 0n } = await transaction.executeQuery(CompiledQuery.raw(text, values));
  return Number(numAffectedRows);
}
