import { Kysely } from 'kysely';
import { mysqlDialect } from './mysql';
import type { Schema } from '../schema';
import type { DatabaseSettings } from './settings';
import { sqliteDialect } from './sqlite';
import { retryTransient } from './failures';

/** Longer than any migration or check of a whole table takes; but not for ever. */
const LONG_MS = 30 * 60_000;
/** The database, for a service: each statement within the time that the settings give. */
export const connect = (settings: DatabaseSettings) => open(settings);

/** The database, for work that takes its time: migrations and commands. */
export const connectPatiently = (settings: DatabaseSettings) => open(settings, LONG_MS);

const open = (settings: DatabaseSettings, statementMs?: number): Promise<Kysely<Schema>> =>
  retryTransient(
    () =>
      new Kysely<Schema>({
        dialect:
          settings.engine === 'sqlite' ? sqliteDialect(settings.file) : mysqlDialect(settings, statementMs),
      }),
  );
