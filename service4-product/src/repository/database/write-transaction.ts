import type { Kysely, Transaction } from 'kysely';
import type { Schema } from '../schema';
import { dialectOf } from './dialects';
import { retryTransient } from './failures';

/** The longest wait of a writer for other processes. */
const MAX_WAIT_MS = 10_000;

/**
 * Runs `work` in a transaction that holds the writers' lock. It reserves `places` numbers of the sequence of objects, and `work`
 * receives the last one. One lock for all writers makes the sequence the order of commits, keeps rows that `work` has read
 * unchanged, and prevents deadlocks.
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
    MAX_WAIT_MS,
  );
}
