import type { Kysely, Transaction } from 'kysely';
import { dialectOf } from './dialects';
import type { Schema } from '../schema';
import { retryTransient } from './failures';

/** How long a writer stands in line behind other processes. */
const PATIENCE_MS = 10_000;

/**
 * Runs `work` in a transaction in which nobody else writes, with `places` reserved in the sequence of objects, of which it gets the
 * last. So the sequence is the order of commits, what has been looked up stays as it is, and writers never wait for each other in a
 * circle.
 */
export function writeTransaction<T>(
  db: Kysely<Schema>,
  places: number,
  work: (transaction: Transaction<Schema>, last: number) => Promise<T>,
): Promise<T> {
  const { reserve } = dialectOf(db);
  return retryTransient(
    () =>
      db.transaction().execute(async (transaction) => work(transaction, await reserve(transaction, places))),
    PATIENCE_MS,
  );
}
