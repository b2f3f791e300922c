import type { Kysely, SelectQueryBuilder, Transaction } from 'kysely';
import type { Schema } from '../schema';

/** Rows of one answer: enough that asking costs nothing beside them, few enough for any memory. */
const PAGE = 1_000;

/** Runs `work` in a transaction that sees the database as of one moment, whatever is written meanwhile, and that holds no writer up. */
export const readTransaction = <T>(
  db: Kysely<Schema>,
  work: (transaction: Transaction<Schema>) => Promise<T>,
): Promise<T> =>
  // The level is MySQL's and MariaDB's usual one, but a server may be set up otherwise; SQLite knows no other.
  db.transaction().setAccessMode('read only').setIsolationLevel('repeatable read').execute(work);

/**
 * The objects of a query in the order of recording, however many. Page by page, not as a stream: one whose connection is lost may
 * never end, and never fail.
 */
export async function* inOrder<Row extends { sequence: number }>(
  query: SelectQueryBuilder<Schema, 'objects', Row>,
): AsyncGenerator<Row> {
  let last: Row | undefined;
  do {
    const page = await query
      .where('sequence', '>', last?.sequence ?? 0)
      .orderBy('sequence')
      .limit(PAGE)
      .execute();
    yield* page;
    last = page.length < PAGE ? undefined : page.at(-1);
  } while (last);
}
