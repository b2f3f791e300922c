import type { Kysely, Selectable, Transaction } from 'kysely';
import { formatUnits, unitsOf } from '../decimals';
import { countKey, NO_OBJECTS, type OutcomeKey } from './counts';
import { readInOrder, readTransaction } from './database/read-transaction';
import { writeTransaction } from './database/write-transaction';
import type { OutcomeCountsTable, Schema } from './schema';

/** A stored count that differs from the recorded objects. */
export interface Difference extends OutcomeKey {
  counted: Amount;
  recounted: Amount;
}

interface Amount {
  objects: number;
  sum: string;
}

const noop = (): void => undefined;

/** Counts all recorded objects, and compares the result with the stored counts in one snapshot. Calls `onObject` for each object. */
export const checkCounts = (db: Kysely<Schema>, onObject = noop): Promise<Difference[]> =>
  readTransaction(db, async (transaction) =>
    differences(await storedRows(transaction), await recount(transaction, onObject)),
  );

/** Corrects wrong counts, and returns the differences. Blocks all recordings until it ends. */
export const repairCounts = (db: Kysely<Schema>, onObject = noop): Promise<Difference[]> =>
  writeTransaction(db, 0, async (transaction) => {
    const stored = await storedRows(transaction);
    const found = differences(stored, await recount(transaction, onObject));
    const rows = found.map(({ rule, version, outcome, recounted }) => {
      const row = stored.get(countKey({ rule, version, outcome })) ?? {
        ...NO_OBJECTS,
        rule,
        version,
        outcome,
      };
      return { ...row, objects: recounted.objects, product_sum: recounted.sum };
    });
    if (rows.length > 0) await transaction.replaceInto('outcome_counts').values(rows).execute();
    return found;
  });

type Stored = Map<string, Selectable<OutcomeCountsTable>>;
type Recounted = Map<string, OutcomeKey & { objects: number; units: bigint }>;

async function storedRows(transaction: Transaction<Schema>): Promise<Stored> {
  const rows = await transaction.selectFrom('outcome_counts').selectAll().execute();
  return new Map(rows.map((row) => [countKey(row), row]));
}

function differences(stored: Stored, recounted: Recounted): Difference[] {
  const keys = new Map<string, OutcomeKey>([...stored, ...recounted]);
  return [...keys].flatMap(([key, { rule, version, outcome }]) => {
    const { objects, product_sum: sum } = stored.get(key) ?? NO_OBJECTS;
    const found = recounted.get(key);
    const amount = { objects: found?.objects ?? 0, sum: formatUnits(found?.units ?? 0n) };
    const isCorrect = objects === amount.objects && sum === amount.sum;
    return isCorrect ? [] : [{ rule, version, outcome, counted: { objects, sum }, recounted: amount }];
  });
}

async function recount(transaction: Transaction<Schema>, onObject: () => void): Promise<Recounted> {
  const counts: Recounted = new Map();
  const objects = transaction
    .selectFrom('objects')
    .select(['sequence', 'rule', 'version', 'outcome', 'product']);
  for await (const object of readInOrder(objects)) {
    const key = countKey(object);
    const count = counts.get(key) ?? { ...object, objects: 0, units: 0n };
    count.objects += 1;
    count.units += unitsOf(object.product);
    counts.set(key, count);
    onObject();
  }
  return counts;
}
