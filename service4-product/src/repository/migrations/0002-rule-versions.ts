import { type Kysely, type Migration, sql } from 'kysely';

export const ruleVersions: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('rule_versions')
      .addColumn('rule', 'varchar(64)', (column) => column.notNull())
      .addColumn('version', 'varchar(16)', (column) => column.notNull())
      .addColumn('yaml', sql`longtext`, (column) => column.notNull())
      .addColumn('odds', sql`longtext`, (column) => column.notNull())
      .addColumn('odds_format', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('rule_versions_key', ['rule', 'version'])
      .execute();
  },
};
