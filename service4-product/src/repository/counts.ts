import type { Kysely, Transaction } from 'kysely';
import type { DrawnObject } from '../objects/drawn-object';
import { negated, sumOf } from '../objects/decimals';
import type { Schema } from './schema';

/** How many objects of an outcome there are, and the exact sum of their products. */
export interface Count {
  /** Since the beginning. */
  drawn: number;
  drawnSum: string;
  /** Without those that have been pruned. */
  recorded: number;
  recordedSum: string;
}

/** What is counted together. */
export type Counted = Pick<DrawnObject, 'rule' | 'version' | 'outcome'>;

export const countKey = ({ rule, version, outcome }: Counted) => JSON.stringify([rule, version, outcome]);

/** All counts, by `countKey`. */
export async function readCounts(db: Kysely<Schema>): Promise<Map<string, Count>> {
  const rows = await db.selectFrom('outcome_counts').selectAll().execute();
  return new Map(
    rows.map((row) => [
      countKey(row),
      {
        drawn: row.objects + row.pruned,
        drawnSum: sumOf([row.product_sum, row.pruned_sum]),
        recorded: row.objects,
        recordedSum: row.product_sum,
      },
    ]),
  );
}

/**
 * Counts objects that have just been recorded or pruned. The transaction must hold the writers' lock: sums of decimals are worked
 * out here, since not every database can.
 */
export async function changeCounts(
  transaction: Transaction<Schema>,
  objects: readonly (Counted & { product: string })[],
  change: keyof typeof CHANGES,
): Promise<void> {
  const groups = groupsOf(objects);
  if (groups.size === 0) return;
  const rules = [...new Set(objects.map(({ rule }) => rule))];
  const rows = await transaction
    .selectFrom('outcome_counts')
    .selectAll()
    .where('rule', 'in', rules)
    .execute();
  const before = new Map(rows.map((row) => [countKey(row), row]));
  const changed = [...groups].map(([key, { rule, version, outcome, products }]) => {
    const row = before.get(key) ?? { rule, version, outcome, ...NOTHING };
    return { ...row, ...CHANGES[change](row, products.length, sumOf(products)) };
  });
  await transaction.replaceInto('outcome_counts').values(changed).execute();
}

/** The row of an outcome of which nothing is recorded. */
export const NOTHING = { objects: 0, product_sum: '0', pruned: 0, pruned_sum: '0' };
type Amounts = typeof NOTHING;

const CHANGES = {
  recorded: (row: Amounts, amount: number, sum: string) => ({
    objects: row.objects + amount,
    product_sum: sumOf([row.product_sum, sum]),
  }),
  pruned: (row: Amounts, amount: number, sum: string) => ({
    objects: row.objects - amount,
    product_sum: sumOf([row.product_sum, negated(sum)]),
    pruned: row.pruned + amount,
    pruned_sum: sumOf([row.pruned_sum, sum]),
  }),
};

function groupsOf(objects: readonly (Counted & { product: string })[]) {
  const groups = new Map<string, Counted & { products: string[] }>();
  for (const object of objects) {
    const { rule, version, outcome, product } = object;
    const key = countKey(object);
    const group = groups.get(key) ?? { rule, version, outcome, products: [] };
    group.products.push(product);
    groups.set(key, group);
  }
  return groups;
}
