import type { Kysely, Transaction } from 'kysely';
import type { DrawnObject } from '../objects/drawn-object';
import { negated, sumOf } from '../decimals';
import { inDatabaseSpan } from './database/span';
import type { Schema } from './schema';

/** The number of objects with an outcome, and the exact sum of their products. */
export interface Count {
  /** All objects, including the pruned ones. */
  drawn: number;
  drawnSum: string;
  /** Without the pruned objects. */
  recorded: number;
  recordedSum: string;
}

/** The key of a count. */
export type OutcomeKey = Pick<DrawnObject, 'rule' | 'version' | 'outcome'>;

export const countKey = ({ rule, version, outcome }: OutcomeKey) => JSON.stringify([rule, version, outcome]);

/** All counts, by `countKey`. */
export async function readCounts(db: Kysely<Schema>): Promise<Map<string, Count>> {
  const rows = await inDatabaseSpan(db, 'read', 'outcome_counts', () =>
    db.selectFrom('outcome_counts').selectAll().execute(),
  );
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

/** The names of the rule sets with counts. */
export async function readRules(db: Kysely<Schema>): Promise<string[]> {
  const rows = await inDatabaseSpan(db, 'list rules', 'outcome_counts', () =>
    db.selectFrom('outcome_counts').select('rule').distinct().execute(),
  );
  return rows.map(({ rule }) => rule);
}

/**
 * Counts objects that the transaction has just recorded or pruned. It must hold the writers' lock, since exact sums are computed
 * here and not by the database.
 */
export async function changeCounts(
  transaction: Transaction<Schema>,
  objects: readonly (OutcomeKey & { product: string })[],
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
    const row = before.get(key) ?? { rule, version, outcome, ...NO_OBJECTS };
    return { ...row, ...CHANGES[change](row, products.length, sumOf(products)) };
  });
  await transaction.replaceInto('outcome_counts').values(changed).execute();
}

/** The counts of an outcome without objects. */
export const NO_OBJECTS = { objects: 0, product_sum: '0', pruned: 0, pruned_sum: '0' };
type Amounts = typeof NO_OBJECTS;

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

function groupsOf(objects: readonly (OutcomeKey & { product: string })[]) {
  const groups = new Map<string, OutcomeKey & { products: string[] }>();
  for (const object of objects) {
    const { rule, version, outcome, product } = object;
    const key = countKey(object);
    const group = groups.get(key) ?? { rule, version, outcome, products: [] };
    group.products.push(product);
    groups.set(key, group);
  }
  return groups;
}
