import type { Kysely, SelectQueryBuilder, Transaction } from 'kysely';
import type { Schema } from '../schema';

/** Large enough that the cost of a query is negligible, and small enough for any memory. */
const PAGE_SIZE = 1_000;

/** Runs `work` in a transaction that reads a consistent snapshot of the database and blocks no writer. */
export const readTransaction = <T>(
  db: Kysely<Schema>,
  work: (transaction: Transaction<Schema>) => Promise<T>,
): Promise<T> =>
  // This isolation level is the default of MySQL and MariaDB, but a server may have another one. SQLite has no others.
  db.transaction().setAccessMode('read only').setIsolationLevel('repeatable read').execute(work);

/**
 * Reads the objects of a query in the order of recording, page by page. A stream does not work here: when its connection is lost,
 * it may neither end nor fail.
 */
export async function* readInOrder<Row extends { sequence: number }>(
  query: SelectQueryBuilder<Schema, 'objects', Row>,
): AsyncGenerator<Row> {
  let last: Row | undefined;
  do {
    const page = await query
      .where('sequence', '>', last?.sequence ?? 0)
      .orderBy('sequence')
      .limit(PAGE_SIZE)
      .execute();
    yield* page;
    last = page.length < PAGE_SIZE ? undefined : page.at(-1);
  } while (last);
}
