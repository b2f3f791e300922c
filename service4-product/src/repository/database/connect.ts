import { Kysely } from 'kysely';
import { mysqlDialect } from './mysql';
import type { Schema } from '../schema';
import type { DatabaseSettings } from './settings';
import { sqliteDialect } from './sqlite';
import { retryTransient } from './failures';

/** Longer than any migration or check of a whole table takes; but not for ever. */
const LONG_MS = 30 * 60_000;
/** How long those who open a new file at the same time wait for each other. */
const BUSY_MS = 60_000;

/** The database, for a service: each statement within the time that the settings give. */
export const connect = (settings: DatabaseSettings) =>
  open(settings, settings.engine === 'mysql' ? settings.timeoutMs : 0);

/** The database, for work that takes its time: migrations and commands. */
export const connectPatiently = (settings: DatabaseSettings) => open(settings, LONG_MS);

const open = (settings: DatabaseSettings, statementMs: number): Promise<Kysely<Schema>> =>
  retryTransient(async () => {
    const dialect =
      settings.engine === 'sqlite' ? sqliteDialect(settings.file) : mysqlDialect(settings, statementMs);
    return Promise.resolve(new Kysely<Schema>({ dialect }));
  }, BUSY_MS);
