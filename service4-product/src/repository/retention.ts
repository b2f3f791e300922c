import { setImmediate } from 'node:timers/promises';
import type { Logger } from '@quartet/service-kit';
import type { Kysely } from 'kysely';
import { changeCounts } from './counts';
import type { Schema } from './schema';
import { writeTransaction } from './database/write-transaction';

/** What is kept; without limits everything is. */
export interface Retention {
  /** Objects recorded longer ago are pruned, in milliseconds. */
  maxAgeMs?: number | undefined;
  /** Of more objects than these, the oldest are pruned. */
  maxObjects?: number | undefined;
}

const STEP = 500;
const PAUSE_MS = 60_000;

/** Prunes once a minute, in small steps between which recordings go on. Gives what ends it. */
export function startRetention(db: () => Kysely<Schema>, retention: Retention, log: Logger): () => void {
  if (retention.maxAgeMs === undefined && retention.maxObjects === undefined) return () => undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  // What goes at the start may be much, and a mistake in the configuration.
  let isFirst = true;
  const run = async () => {
    try {
      const pruned = await prune(db(), retention, Date.now, () => isOver);
      if (pruned > 0) log[isFirst ? 'warn' : 'info']({ pruned }, 'objects pruned');
      isFirst = false;
    } catch (error) {
      log.warn({ reason: (error as Error).message }, 'pruning failed; it is tried again');
    }
    if (!isOver) timer = setTimeout(() => void run(), PAUSE_MS).unref();
  };
  timer = setTimeout(() => void run(), 0);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Prunes all that is beyond the limits; how many objects that were. */
export async function prune(
  db: Kysely<Schema>,
  retention: Retention,
  now: () => number,
  isOver = () => false,
): Promise<number> {
  let pruned = 0;
  while (!isOver()) {
    const step = await pruneStep(db, retention, now());
    pruned += step;
    if (step < STEP) break;
    await setImmediate();
  }
  return pruned;
}

/** The oldest objects go, in the order of recording; they stay in the counts of what was ever drawn. */
function pruneStep(db: Kysely<Schema>, { maxAgeMs, maxObjects }: Retention, now: number): Promise<number> {
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
      .limit(STEP)
      .execute();
    const isTooOld = (createdAt: number) => maxAgeMs !== undefined && createdAt < now - maxAgeMs;
    const kept = oldest.findIndex(({ created_at }, index) => index >= excess && !isTooOld(created_at));
    const gone = kept < 0 ? oldest : oldest.slice(0, kept);
    const last = gone.at(-1);
    if (!last) return 0;
    await transaction.deleteFrom('objects').where('sequence', '<=', last.sequence).execute();
    await changeCounts(transaction, gone, 'pruned');
    return gone.length;
  });
}
