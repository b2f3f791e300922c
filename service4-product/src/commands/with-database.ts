import { existsSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { connectWithLongTimeout, ping } from '../repository/database/connect';
import { MigrationError } from '../repository/migrate';
import { BackupError } from '../repository/backup/lines';
import { NotEmptyError } from '../repository/backup/restore';
import type { Schema } from '../repository/schema';
import { type DatabaseSettings, nameOf } from '../repository/database/settings';
import { CommandError } from './command';

/** Runs `work` on the database and closes it. @throws {CommandError} that names the database if anything fails */
export async function withDatabase<T>(
  settings: DatabaseSettings,
  work: (db: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  const db = await connect(settings);
  try {
    return await work(db);
  } catch (error) {
    throw describe(settings, error);
  } finally {
    await close(db);
  }
}

/** For commands that only read: a missing SQLite file is an error, because its name is most likely mistyped. */
export async function withExistingDatabase<T>(
  settings: DatabaseSettings,
  work: (db: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  if (settings.engine === 'sqlite' && !existsSync(settings.file))
    throw new CommandError(
      `The database ${settings.file} does not exist. Correct DATABASE_URL, or create the database with npm run migrate.`,
    );
  return withDatabase(settings, work);
}

async function connect(settings: DatabaseSettings): Promise<Kysely<Schema>> {
  let db: Kysely<Schema> | undefined;
  try {
    db = await connectWithLongTimeout(settings);
    await ping(db);
    return db;
  } catch (error) {
    if (db) await close(db);
    throw new CommandError(`the database ${nameOf(settings)} cannot be used: ${reasonOf(error)}`);
  }
}

/** Ignores errors: closing fails if the server is unavailable, and would hide the first error. */
async function close(db: Kysely<Schema>): Promise<void> {
  await db.destroy().catch(() => undefined);
}

function describe(settings: DatabaseSettings, error: unknown): Error {
  if (error instanceof CommandError || error instanceof BackupError) return error;
  const isUnusable = error instanceof MigrationError || error instanceof NotEmptyError;
  return new CommandError(
    `the database ${nameOf(settings)} ${isUnusable ? 'cannot be used' : 'failed'}: ${reasonOf(error)}`,
  );
}

/** The error has no message if the driver tried several addresses. */
function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || (code ?? 'unknown reason');
}
