import type { Migration } from 'kysely';
import { type Engine, longText, tableOptions } from './engine';

export const objects = (engine: Engine): Migration => ({
  async up(db) {
    await db.schema
      .createTable('objects')
      .ifNotExists()
      .addColumn('sequence', engine === 'sqlite' ? 'integer' : 'bigint', (column) =>
        column.primaryKey().autoIncrement(),
      )
      .addColumn('id', 'varchar(24)', (column) => column.notNull().unique())
      .addColumn('rule', 'varchar(64)', (column) => column.notNull())
      .addColumn('version', 'varchar(16)', (column) => column.notNull())
      .addColumn('seed', 'varchar(256)', (column) => column.notNull())
      .addColumn('draw_index', 'bigint', (column) => column.notNull())
      .addColumn('number', 'bigint', (column) => column.notNull())
      .addColumn('float', 'varchar(40)', (column) => column.notNull())
      .addColumn('product', 'varchar(60)', (column) => column.notNull())
      .addColumn('outcome', 'varchar(200)', (column) => column.notNull())
      .addColumn('attributes', longText(engine), (column) => column.notNull())
      .addColumn('text', longText(engine), (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .modifyEnd(tableOptions(engine))
      .execute();
    const index = (name: string, columns: string[]) =>
      db.schema
        .createIndex(name)
        .ifNotExists()
        .on('objects')
        .columns([...columns, 'sequence'])
        .execute();
    await index('objects_by_rule', ['rule']);
    await index('objects_by_outcome', ['outcome']);
    await index('objects_by_rule_and_outcome', ['rule', 'outcome']);
    await db.schema
      .createTable('outcome_counts')
      .ifNotExists()
      .addColumn('rule', 'varchar(64)', (column) => column.notNull())
      .addColumn('version', 'varchar(16)', (column) => column.notNull())
      .addColumn('outcome', 'varchar(200)', (column) => column.notNull())
      .addColumn('objects', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('outcome_counts_key', ['rule', 'version', 'outcome'])
      .modifyEnd(tableOptions(engine))
      .execute();
  },
});
