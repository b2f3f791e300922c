import type { Kysely, Selectable, Transaction } from 'kysely';
import { formatUnits, unitsOf } from '../objects/decimals';
import { type Counted, countKey, NOTHING } from './counts';
import { inOrder, readTransaction } from './database/read-transaction';
import type { OutcomeCountsTable, Schema } from './schema';
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
  readTransaction(db, async (transaction) =>
    differences(await keptRows(transaction), await recount(transaction, onObject)),
  );

/** Sets wrong counts right, and gives what they were. Nothing is recorded meanwhile. */
export const repairCounts = (db: Kysely<Schema>, onObject = NOBODY): Promise<Difference[]> =>
  writeTransaction(db, 0, async (transaction) => {
    const kept = await keptRows(transaction);
    const found = differences(kept, await recount(transaction, onObject));
    const rows = found.map(({ rule, version, outcome, recounted }) => {
      const row = kept.get(countKey({ rule, version, outcome })) ?? { ...NOTHING, rule, version, outcome };
      return { ...row, objects: recounted.objects, product_sum: recounted.sum };
    });
    if (rows.length > 0) await transaction.replaceInto('outcome_counts').values(rows).execute();
    return found;
  });

type Kept = Map<string, Selectable<OutcomeCountsTable>>;
type Recounted = Map<string, Counted & { objects: number; units: bigint }>;

async function keptRows(transaction: Transaction<Schema>): Promise<Kept> {
  const rows = await transaction.selectFrom('outcome_counts').selectAll().execute();
  return new Map(rows.map((row) => [countKey(row), row]));
}

function differences(kept: Kept, recounted: Recounted): Difference[] {
  const keys = new Map<string, Counted>([...kept, ...recounted]);
  return [...keys].flatMap(([key, { rule, version, outcome }]) => {
    const { objects, product_sum: sum } = kept.get(key) ?? NOTHING;
    const found = recounted.get(key);
    const amount = { objects: found?.objects ?? 0, sum: formatUnits(found?.units ?? 0n) };
    const isRight = objects === amount.objects && sum === amount.sum;
    return isRight ? [] : [{ rule, version, outcome, counted: { objects, sum }, recounted: amount }];
  });
}

async function recount(transaction: Transaction<Schema>, onObject: () => void): Promise<Recounted> {
  const counts: Recounted = new Map();
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
