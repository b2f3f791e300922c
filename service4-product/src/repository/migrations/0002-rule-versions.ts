import { type Migration, sql } from 'kysely';
import { type Engine, tableOptions } from './engine';

export const ruleVersions = (engine: Engine): Migration => ({
  async up(db) {
    await db.schema
      .createTable('rule_versions')
      .ifNotExists()
      .addColumn('rule', 'varchar(64)', (column) => column.notNull())
      .addColumn('version', 'varchar(16)', (column) => column.notNull())
      .addColumn('yaml', sql`longtext`, (column) => column.notNull())
      .addColumn('odds', sql`longtext`, (column) => column.notNull())
      .addColumn('odds_format', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('rule_versions_key', ['rule', 'version'])
      .modifyEnd(tableOptions(engine))
      .execute();
  },
});
