import { type Kysely, type Migration, type MigrationInfo, Migrator } from 'kysely';
import type { Engine } from './migrations/engine';
import { objects } from './migrations/0001-objects';
import { ruleVersions } from './migrations/0002-rule-versions';
import { sumsAndSequences } from './migrations/0003-sums-and-sequences';
import type { Schema } from './schema';
import { engineOf } from './database/dialects';
import { retryTransient } from './database/failures';

/** In order; a migration that has been released never changes. */
const MIGRATIONS: Record<string, (engine: Engine) => Migration> = {
  '0001-objects': objects,
  '0002-rule-versions': ruleVersions,
  '0003-sums-and-sequences': sumsAndSequences,
};

/** The names of all migrations that make the newest schema, in order. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS);

/** The database cannot be brought to this program's schema, and asking again will not help. */
export class MigrationError extends Error {}

/**
 * Brings the database to the newest schema; each migration is applied once, however many programs start at the same time.
 * @throws {MigrationError} where one fails, or where the database is newer than this program
 */
export const migrate = (db: Kysely<Schema>): Promise<string[]> => retryTransient(() => migrateOnce(db));

async function migrateOnce(db: Kysely<Schema>): Promise<string[]> {
  await refuseNewer(db);
  const { error, results = [] } = await migratorOf(db).migrateToLatest();
  const failed = results.find(({ status }) => status === 'Error');
  if (failed)
    throw new MigrationError(`migration ${failed.migrationName} failed: ${(error as Error).message}`, {
      cause: error,
    });
  if (error !== undefined) throw error as Error;
  return results.map(({ migrationName }) => migrationName);
}

/**
 * All migrations of this program, with when each was applied. Changes nothing.
 * @throws {MigrationError} where the database is newer than this program
 */
export async function migrationStatus(db: Kysely<Schema>): Promise<readonly MigrationInfo[]> {
  await refuseNewer(db);
  return migratorOf(db).getMigrations();
}

/** @throws {MigrationError} where the database has not the newest schema */
export async function requireNewest(db: Kysely<Schema>): Promise<void> {
  const pending = (await migrationStatus(db)).filter(({ executedAt }) => !executedAt);
  if (pending.length > 0)
    throw new MigrationError(
      `its schema is not the newest (${pending.map(({ name }) => name).join(', ')} pending): npm run migrate brings it up to date`,
    );
}

/** @throws {MigrationError} where migrations were applied that this program does not know */
async function refuseNewer(db: Kysely<Schema>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return;
  const applied = await (db as unknown as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  const unknown = applied.map(({ name }) => name).filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0)
    throw new MigrationError(
      `it was made by a newer version, which added ${unknown.join(', ')}: start that version or a newer one`,
    );
}

const migratorOf = (db: Kysely<Schema>) =>
  new Migrator({
    db,
    provider: {
      getMigrations: () =>
        Promise.resolve(
          Object.fromEntries(Object.entries(MIGRATIONS).map(([name, make]) => [name, make(engineOf(db))])),
        ),
    },
  });
