import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@quartet/service-kit';
import type { Kysely } from 'kysely';
import { connect, connectWithLongTimeout } from './database/connect';
import { type DatabaseSettings, nameOf } from './database/settings';
import { migrate, MigrationError } from './migrate';
import { ObjectStore, type RecordingOptions } from './object-store';
import { RuleStore } from './rule-store';
import type { Schema } from './schema';

const MIN_DELAY_MS = 200;
const MAX_DELAY_MS = 5_000;

/** The stored data of the product service, in one database. */
export interface Repository {
  /** The kind of database. */
  kind: 'SQLite' | 'MariaDB or MySQL';
  objects: ObjectStore;
  ruleStore: RuleStore;
  /** Whether the database has been connected since the start. */
  readonly isOpen: boolean;
  /** The open database; throws the reason while it was never connected. */
  db: () => Kysely<Schema>;
  close: () => Promise<void>;
}

/**
 * Opens the database and migrates its schema. An unreachable server is retried without limit, in the background.
 * @param onFatal receives an error that no retry can fix, such as a failed migration
 * @param beforeCall throws if the next call of the database must fail
 * @throws {Error} with the database and the reason, when a retry cannot help
 */
export async function openRepository(
  settings: DatabaseSettings,
  options: RecordingOptions,
  log: Logger,
  onFatal: (error: Error) => void,
  beforeCall?: () => void,
): Promise<Repository> {
  let database: Kysely<Schema> | undefined;
  const closing = new AbortController();
  let failure = '';
  const db = () => {
    beforeCall?.();
    if (!database) throw new Error(failure);
    return database;
  };
  const open = async () => {
    await migrateSchema(settings);
    database = await connect(settings);
  };
  const ruleStore = new RuleStore(db);
  const store = new ObjectStore(db, ruleStore, options, log);

  const retry = async (delay: number): Promise<void> => {
    await sleep(delay, undefined, { signal: closing.signal }).catch(() => undefined);
    if (closing.signal.aborted) return;
    try {
      await open();
      log.warn('Database connected');
    } catch (error) {
      if (!isRetryable(settings, error)) {
        onFatal(openError(settings, error));
        return;
      }
      failure = (error as Error).message;
      log.info({ reason: failure }, 'Database still unavailable');
      await retry(Math.min(2 * delay, MAX_DELAY_MS));
    }
  };
  let retrying = Promise.resolve();
  try {
    await open();
  } catch (error) {
    if (!isRetryable(settings, error)) throw openError(settings, error);
    failure = (error as Error).message;
    log.warn({ reason: failure }, `Database ${nameOf(settings)} unavailable; retrying`);
    retrying = retry(MIN_DELAY_MS);
  }
  const close = async () => {
    closing.abort();
    await retrying;
    const lost = await store.close();
    if (lost > 0) log.error({ lost }, 'Objects lost: the database did not come back');
    await database?.destroy();
  };
  return {
    kind: settings.engine === 'sqlite' ? 'SQLite' : 'MariaDB or MySQL',
    objects: store,
    ruleStore,
    db,
    close,
    get isOpen() {
      return database !== undefined;
    },
  };
}

async function migrateSchema(settings: DatabaseSettings): Promise<void> {
  const db = await connectWithLongTimeout(settings);
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

/** A server may still be starting; a file that cannot be opened, or a failed migration, stays so. */
const isRetryable = ({ engine }: DatabaseSettings, error: unknown) =>
  engine === 'mysql' && !(error instanceof MigrationError);

const openError = (settings: DatabaseSettings, error: unknown) =>
  new Error(`the database ${nameOf(settings)} cannot be opened: ${(error as Error).message}`, {
    cause: error,
  });
