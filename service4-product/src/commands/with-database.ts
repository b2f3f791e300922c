import { existsSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { connectWithLongTimeout, ping } from '../repository/database/connect';
import { MigrationError } from '../repository/migrate';
import { BackupError } from '../repository/backup/lines';
import { NotEmptyError } from '../repository/backup/restore';
import type { Schema } from '../repository/schema';
import { type DatabaseSettings, nameOf } from '../repository/database/settings';
import { CommandError } from './command';

/** Runs `work` on the database, and closes it. Whatever fails becomes a Refusal, in a sentence that names the database. */
export async function withDatabase<T>(
  settings: DatabaseSettings,
  work: (db: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  const db = await reach(settings);
  try {
    return await work(db);
  } catch (error) {
    throw inWords(settings, error);
  } finally {
    await close(db);
  }
}

/** The same for what only reads: an SQLite file that is not there is not made, and most likely its name is mistyped. */
export async function withExistingDatabase<T>(
  settings: DatabaseSettings,
  work: (db: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  if (settings.engine === 'sqlite' && !existsSync(settings.file))
    throw new CommandError(
      `there is no database ${settings.file}: mend DATABASE_URL, or make one with npm run migrate`,
    );
  return withDatabase(settings, work);
}

async function reach(settings: DatabaseSettings): Promise<Kysely<Schema>> {
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

/** A server that does not answer takes no leave either; what that fails with would hide what failed before. */
async function close(db: Kysely<Schema>): Promise<void> {
  await db.destroy().catch(() => undefined);
}

function inWords(settings: DatabaseSettings, error: unknown): Error {
  if (error instanceof CommandError || error instanceof BackupError) return error;
  const isUnfit = error instanceof MigrationError || error instanceof NotEmptyError;
  return new CommandError(
    `the database ${nameOf(settings)} ${isUnfit ? 'cannot be used' : 'has failed'}: ${reasonOf(error)}`,
  );
}

/** Where several addresses were tried, the driver has no words. */
function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || (code ?? 'no reason was given');
}
