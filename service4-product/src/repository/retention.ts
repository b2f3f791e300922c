import { setImmediate } from 'node:timers/promises';
import type { Logger } from '@quartet/service-kit';
import type { Kysely, Transaction } from 'kysely';
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
    if (batch === 0) break;
    await setImmediate();
  }
  return pruned;
}

/** Prunes objects that are too old, or else those that were recorded first. They remain in the counts of all draws. */
function pruneBatch(db: Kysely<Schema>, { maxAgeMs, maxObjects }: Retention, now: number): Promise<number> {
  return writeTransaction(db, 0, async (transaction) => {
    const objects = transaction
      .selectFrom('objects')
      .select(['sequence', 'rule', 'version', 'outcome', 'product']);
    const tooOld =
      maxAgeMs === undefined
        ? []
        : await objects
            .where('created_at', '<', now - maxAgeMs)
            .orderBy('created_at')
            .limit(BATCH_SIZE)
            .execute();
    const excess = tooOld.length > 0 ? 0 : await countExcess(transaction, maxObjects);
    const pruned =
      excess > 0 ? await objects.orderBy('sequence').limit(Math.min(excess, BATCH_SIZE)).execute() : tooOld;
    if (pruned.length === 0) return 0;
    await transaction
      .deleteFrom('objects')
      .where(
        'sequence',
        'in',
        pruned.map(({ sequence }) => sequence),
      )
      .execute();
    await changeCounts(transaction, pruned, 'pruned');
    return pruned.length;
  });
}

/** The number of recorded objects above the limit. */
async function countExcess(
  transaction: Transaction<Schema>,
  maxObjects: number | undefined,
): Promise<number> {
  if (maxObjects === undefined) return 0;
  const { recorded } = await transaction
    .selectFrom('outcome_counts')
    .select((is) => is.fn.coalesce(is.fn.sum<number | string>('objects'), is.lit(0)).as('recorded'))
    .executeTakeFirstOrThrow();
  return Math.max(0, Number(recorded) - maxObjects);
}
