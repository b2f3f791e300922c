import { Kysely, sql } from 'kysely';
import type { Schema } from '../schema';
import { retryTransient } from './failures';
import { mysqlDialect } from './mysql';
import type { DatabaseSettings } from './settings';
import { sqliteDialect } from './sqlite';

/** Longer than any migration or scan of a whole table takes, but finite. */
const LONG_MS = 30 * 60_000;

/** Opens the database for a service: each statement has the timeout of the settings. */
export const connect = (settings: DatabaseSettings) => open(settings);

/** Opens the database for migrations and commands, whose statements may take up to half an hour. */
export const connectWithLongTimeout = (settings: DatabaseSettings) => open(settings, LONG_MS);

const open = (settings: DatabaseSettings, statementMs?: number): Promise<Kysely<Schema>> =>
  retryTransient(
    () =>
      new Kysely<Schema>({
        dialect:
          settings.engine === 'sqlite' ? sqliteDialect(settings.file) : mysqlDialect(settings, statementMs),
      }),
  );

/** Resolves when the database answers. */
export async function ping(db: Kysely<Schema>): Promise<void> {
  await sql`select 1`.execute(db);
}
