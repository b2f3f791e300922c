import { type Kysely, type Migration, sql } from 'kysely';
import { sumOf } from '../../objects/decimals';
import { type Engine, tableOptions } from './engine';

/** Sums of products beside the counts, what has been pruned, and a sequence that is also the writers' lock. */
export const sumsAndSequences = (engine: Engine): Migration => ({
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('sequences')
      .ifNotExists()
      .addColumn('name', 'varchar(64)', (column) => column.primaryKey())
      .addColumn('last', 'bigint', (column) => column.notNull())
      .modifyEnd(tableOptions(engine))
      .execute();
    // A migration that was broken off is run again: what is there already stays.
    await sql`insert into sequences (name, last)
      select 'objects', coalesce(max(sequence), 0) from objects
      where not exists (select 1 from sequences where name = 'objects')`.execute(db);
    const there = (await db.introspection.getTables()).find(({ name }) => name === 'outcome_counts')?.columns;
    const add = async (column: string, type: 'bigint' | 'varchar(100)') => {
      if (there?.some(({ name }) => name === column)) return;
      await db.schema
        .alterTable('outcome_counts')
        .addColumn(column, type, (definition) => definition.notNull().defaultTo(type === 'bigint' ? 0 : '0'))
        .execute();
    };
    await add('product_sum', 'varchar(100)');
    await add('pruned', 'bigint');
    await add('pruned_sum', 'varchar(100)');
    await sumUp(db);
  },
});

interface Before {
  objects: { rule: string; version: string; outcome: string; product: string };
  outcome_counts: { rule: string; version: string; outcome: string; product_sum: string };
}

/** The sums of what had been recorded when only counts were kept. */
async function sumUp(db: Kysely<Before>): Promise<void> {
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
