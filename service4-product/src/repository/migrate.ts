import { type Kysely, Migrator } from 'kysely';
import { objects } from './migrations/0001-objects';
import { ruleVersions } from './migrations/0002-rule-versions';
import type { Schema } from './schema';

/** In order; a migration that has been released never changes. */
const MIGRATIONS = { '0001-objects': objects, '0002-rule-versions': ruleVersions };

/**
 * Brings the database to the newest schema; each migration is applied once.
 * @throws {Error} where one fails, or where the database is newer than this program
 */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new Error(`the database cannot be brought to this version's schema: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
