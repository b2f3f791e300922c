import type { Kysely, Transaction } from 'kysely';
import { formatUnits, unitsOf } from '../objects/decimals';
import { type Counted, countKey } from './counts';
import { inOrder, readTransaction } from './database/read-transaction';
import type { Schema } from './schema';
import { writeTransaction } from './database/write-transaction';

/** A count that is not what the objects say. */
export interface Difference extends Counted {
  counted: Amount;
  recounted: Amount;
}

interface Amount {
  objects: number;
  sum: string;
}

const NOBODY = (): void => undefined;

/** Counts all recorded objects, and compares with the counts that are kept, as of one moment; `onObject` hears of each object. */
export const checkCounts = (db: Kysely<Schema>, onObject = NOBODY): Promise<Difference[]> =>
  readTransaction(db, (transaction) => differences(transaction, onObject));

/** Sets wrong counts right, and gives what they were. Nothing is recorded meanwhile. */
export const repairCounts = (db: Kysely<Schema>, onObject = NOBODY): Promise<Difference[]> =>
  writeTransaction(db, 0, async (transaction) => {
    const found = await differences(transaction, onObject);
    for (const { rule, version, outcome, recounted } of found) {
      const key = { rule, version, outcome };
      const kept = await transaction
        .selectFrom('outcome_counts')
        .selectAll()
        .where((is) => is.and(key))
        .executeTakeFirst();
      const row = { pruned: 0, pruned_sum: '0', ...kept, ...key };
      await transaction
        .replaceInto('outcome_counts')
        .values({ ...row, objects: recounted.objects, product_sum: recounted.sum })
        .execute();
    }
    return found;
  });

async function differences(transaction: Transaction<Schema>, onObject: () => void): Promise<Difference[]> {
  const rows = await transaction.selectFrom('outcome_counts').selectAll().execute();
  const recounted = await recount(transaction, onObject);
  const keys = new Map<string, Counted>([...rows.map((row) => [countKey(row), row] as const), ...recounted]);
  const kept = new Map(rows.map((row) => [countKey(row), { objects: row.objects, sum: row.product_sum }]));
  return [...keys].flatMap(([key, { rule, version, outcome }]) => {
    const counted = kept.get(key) ?? { objects: 0, sum: '0' };
    const found = recounted.get(key);
    const amount = { objects: found?.objects ?? 0, sum: formatUnits(found?.units ?? 0n) };
    const isRight = counted.objects === amount.objects && counted.sum === amount.sum;
    return isRight ? [] : [{ rule, version, outcome, counted, recounted: amount }];
  });
}

async function recount(transaction: Transaction<Schema>, onObject: () => void) {
  const counts = new Map<string, Counted & { objects: number; units: bigint }>();
  const objects = transaction
    .selectFrom('objects')
    .select(['sequence', 'rule', 'version', 'outcome', 'product']);
  for await (const object of inOrder(objects)) {
    const key = countKey(object);
    const count = counts.get(key) ?? { ...object, objects: 0, units: 0n };
    count.objects += 1;
    count.units += unitsOf(object.product);
    counts.set(key, count);
    onObject();
  }
  return counts;
}
