import { type Kysely, type Migration, type MigrationInfo, Migrator } from 'kysely';
import { engineOf } from './database/dialects';
import { retryTransient } from './database/failures';
import { objects } from './migrations/0001-objects';
import { ruleVersions } from './migrations/0002-rule-versions';
import { sumsAndSequences } from './migrations/0003-sums-and-sequences';
import { exactText } from './migrations/0004-exact-text';
import { objectsByTime } from './migrations/0005-objects-by-time';
import type { Engine } from './migrations/engine';
import type { Schema } from './schema';

/** In order. A released migration never changes. */
const MIGRATIONS: Record<string, (engine: Engine) => Migration> = {
  '0001-objects': objects,
  '0002-rule-versions': ruleVersions,
  '0003-sums-and-sequences': sumsAndSequences,
  '0004-exact-text': exactText,
  '0005-objects-by-time': () => objectsByTime,
};

/** The names of all migrations up to the latest schema, in order. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS);

/** The database does not fit this program's schema, and a retry cannot help. */
export class MigrationError extends Error {}

/**
 * Migrates the database to the latest schema. Each migration is applied once, even if several programs start at the same time.
 * @throws {MigrationError} when a migration fails, or when the database is newer than this program
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
 * Lists all migrations of this program with the time when each was applied. Changes nothing.
 * @throws {MigrationError} when the database is newer than this program
 */
export async function migrationStatus(db: Kysely<Schema>): Promise<readonly MigrationInfo[]> {
  await refuseNewer(db);
  return migratorOf(db).getMigrations();
}

/** @throws {MigrationError} when the database does not have the latest schema */
export async function requireLatestSchema(db: Kysely<Schema>): Promise<void> {
  const pending = (await migrationStatus(db)).filter(({ executedAt }) => !executedAt);
  if (pending.length > 0)
    throw new MigrationError(
      `its schema is outdated (${pending.map(({ name }) => name).join(', ')} pending): run npm run migrate`,
    );
}

/** @throws {MigrationError} when the database has migrations that this program does not have */
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
      `its schema is newer than this program (${unknown.join(', ')}): start a newer version`,
    );
}

const migratorOf = (db: Kysely<Schema>) =>
  new Migrator({
    db,
    provider: {
      getMigrations: () =>
        Promise.resolve(
          Object.fromEntries(
            Object.entries(MIGRATIONS).map(([name, create]) => [name, create(engineOf(db))]),
          ),
        ),
    },
  });
