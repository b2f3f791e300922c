import { setImmediate } from 'node:timers/promises';
import type { Logger } from '@quartet/service-kit';
import type { Kysely } from 'kysely';
import { changeCounts } from './counts';
import { writeTransaction } from './database/write-transaction';
import type { Schema } from './schema';

/** The limits of the history; without limits it keeps every object. */
export interface Retention {
  /** The age after which an object is pruned, in milliseconds. */
  maxAgeMs?: number | undefined;
  /** The number of objects above which the oldest are pruned. */
  maxObjects?: number | undefined;
}

const BATCH_SIZE = 500;
const INTERVAL_MS = 60_000;

/**
 * Prunes once a minute, in small transactions, so that recordings continue in between.
 * @returns a function that stops pruning
 */
export function startRetention(db: () => Kysely<Schema>, retention: Retention, log: Logger): () => void {
  if (retention.maxAgeMs === undefined && retention.maxObjects === undefined) return () => undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  // The first run may prune many objects because of a mistake in the configuration, so it logs a warning.
  let isFirst = true;
  const run = async () => {
    try {
      const pruned = await prune(db(), retention, Date.now, () => isStopped);
      if (pruned > 0) log[isFirst ? 'warn' : 'info']({ pruned }, 'Objects pruned');
      isFirst = false;
    } catch (error) {
      log.warn({ reason: (error as Error).message }, 'Pruning failed; retrying');
    }
    if (!isStopped) timer = setTimeout(() => void run(), INTERVAL_MS).unref();
  };
  timer = setTimeout(() => void run(), 0);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Prunes all objects beyond the limits. Returns their number. */
export async function prune(
  db: Kysely<Schema>,
  retention: Retention,
  now: () => number,
  isStopped = () => false,
): Promise<number> {
  let pruned = 0;
  while (!isStopped()) {
    const batch = await pruneBatch(db, retention, now());
    pruned += batch;
    if (batch < BATCH_SIZE) break;
    await setImmediate();
  }
  return pruned;
}

/** Prunes the oldest objects, in the order of recording. They remain in the counts of all draws. */
function pruneBatch(db: Kysely<Schema>, { maxAgeMs, maxObjects }: Retention, now: number): Promise<number> {
  return writeTransaction(db, 0, async (transaction) => {
    const { recorded } = await transaction
      .selectFrom('outcome_counts')
      .select((is) => is.fn.coalesce(is.fn.sum<number | string>('objects'), is.lit(0)).as('recorded'))
      .executeTakeFirstOrThrow();
    const excess = maxObjects === undefined ? 0 : Number(recorded) - maxObjects;
    const oldest = await transaction
      .selectFrom('objects')
      .select(['sequence', 'rule', 'version', 'outcome', 'product', 'created_at'])
      .orderBy('sequence')
      .limit(BATCH_SIZE)
      .execute();
    const isTooOld = (createdAt: number) => maxAgeMs !== undefined && createdAt < now - maxAgeMs;
    const firstKept = oldest.findIndex(({ created_at }, index) => index >= excess && !isTooOld(created_at));
    const pruned = firstKept < 0 ? oldest : oldest.slice(0, firstKept);
    const last = pruned.at(-1);
    if (!last) return 0;
    await transaction.deleteFrom('objects').where('sequence', '<=', last.sequence).execute();
    await changeCounts(transaction, pruned, 'pruned');
    return pruned.length;
  });
}
