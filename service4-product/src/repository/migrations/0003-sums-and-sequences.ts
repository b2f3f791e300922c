import { type Kysely, type Migration, sql } from 'kysely';
import { type Engine, tableOptions } from './engine';

/** Adds sums of products and counts of pruned objects, and a sequence whose row is also the writers' lock. */
export const sumsAndSequences = (engine: Engine): Migration => ({
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('sequences')
      .ifNotExists()
      .addColumn('name', 'varchar(64)', (column) => column.primaryKey())
      .addColumn('last', 'bigint', (column) => column.notNull())
      .modifyEnd(tableOptions(engine))
      .execute();
    // MySQL cannot roll back schema changes, so an interrupted migration runs again: skip what exists.
    await sql`insert into sequences (name, last)
      select 'objects', coalesce(max(sequence), 0) from objects
      where not exists (select 1 from sequences where name = 'objects')`.execute(db);
    const tables = await db.introspection.getTables();
    const existing = tables.find(({ name }) => name === 'outcome_counts')?.columns;
    const add = async (column: string, type: 'bigint' | 'varchar(100)') => {
      if (existing?.some(({ name }) => name === column)) return;
      await db.schema
        .alterTable('outcome_counts')
        .addColumn(column, type, (definition) => definition.notNull().defaultTo(type === 'bigint' ? 0 : '0'))
        .execute();
    };
    await add('product_sum', 'varchar(100)');
    await add('pruned', 'bigint');
    await add('pruned_sum', 'varchar(100)');
    await fillProductSums(db);
  },
});

interface PreviousSchema {
  objects: { rule: string; version: string; outcome: string; product: string };
  outcome_counts: { rule: string; version: string; outcome: string; product_sum: string };
}

/** Fills the new sums for the objects that are already recorded. */
async function fillProductSums(db: Kysely<PreviousSchema>): Promise<void> {
  for (const { rule, version, outcome } of await db.selectFrom('outcome_counts').selectAll().execute()) {
    const products = await db
      .selectFrom('objects')
      .select('product')
      .where((is) => is.and({ rule, version, outcome }))
      .execute();
    await db
      .updateTable('outcome_counts')
      .set({ product_sum: sumOf(products.map(({ product }) => product)) })
      .where((is) => is.and({ rule, version, outcome }))
      .execute();
  }
}

// Copied from the service's decimals: a released migration must not depend on code that changes.
const DECIMALS = 15;

/** The exact sum of decimals with at most 15 digits after the point, in its shortest decimal text. */
function sumOf(texts: readonly string[]): string {
  const units = texts.reduce((sum, text) => sum + unitsOf(text), 0n);
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(DECIMALS + 1, '0');
  const whole = digits.slice(0, -DECIMALS);
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  return `${sign}${whole}${fraction && `.${fraction}`}`;
}

/** A decimal text as a whole number of 10^-15. */
function unitsOf(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(DECIMALS, '0'));
}
