import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@quartet/service-kit';
import type { Kysely } from 'kysely';
import { connect, connectWithLongTimeout } from './database/connect';
import { migrate, MigrationError } from './migrate';
import { ObjectStore, type RecordingOptions } from './object-store';
import { RuleStore } from './rule-store';
import type { Schema } from './schema';
import { type DatabaseSettings, nameOf } from './database/settings';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** What service 4 keeps: one database. */
export interface Repository {
  /** What database it is. */
  kind: 'SQLite' | 'MariaDB or MySQL';
  objects: ObjectStore;
  ruleStore: RuleStore;
  /** Whether the database has been reached since the start. */
  readonly isOpen: boolean;
  /** The open database; until it has been reached, throws why it has not. */
  db: () => Kysely<Schema>;
  close: () => Promise<void>;
}

/**
 * Opens the record and brings its schema up to date. A server that cannot be reached is tried again for as long as it takes;
 * `failed` hears of what no waiting mends.
 * @throws {Error} with a sentence that names the database and the reason
 */
export async function openRepository(
  settings: DatabaseSettings,
  options: RecordingOptions,
  log: Logger,
  failed: (error: Error) => void,
): Promise<Repository> {
  let database: Kysely<Schema> | undefined;
  const closing = new AbortController();
  let failure = '';
  const db = () => {
    if (!database) throw new Error(failure);
    return database;
  };
  const open = async () => {
    await bringUpToDate(settings);
    database = await connect(settings);
  };
  const ruleStore = new RuleStore(db);
  const store = new ObjectStore(db, ruleStore, options, log);

  const tryAgain = async (pause: number): Promise<void> => {
    await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined);
    if (closing.signal.aborted) return;
    try {
      await open();
      log.warn('the database has been reached');
    } catch (error) {
      if (!mayPass(settings, error)) {
        failed(inWords(settings, error));
        return;
      }
      failure = (error as Error).message;
      log.info({ reason: failure }, 'the database is still away');
      await tryAgain(Math.min(2 * pause, LONGEST_PAUSE_MS));
    }
  };
  let trying = Promise.resolve();
  try {
    await open();
  } catch (error) {
    if (!mayPass(settings, error)) throw inWords(settings, error);
    failure = (error as Error).message;
    log.warn({ reason: failure }, `the database ${nameOf(settings)} cannot be used yet; it is tried again`);
    trying = tryAgain(FIRST_PAUSE_MS);
  }
  const close = async () => {
    closing.abort();
    await trying;
    const lost = await store.close();
    if (lost > 0) log.error({ lost }, 'objects are not recorded: the database did not come back');
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

async function bringUpToDate(settings: DatabaseSettings): Promise<void> {
  const db = await connectWithLongTimeout(settings);
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

/** A file that cannot be opened stays so; a server may still be starting. */
const mayPass = ({ engine }: DatabaseSettings, error: unknown) =>
  engine === 'mysql' && !(error instanceof MigrationError);

const inWords = (settings: DatabaseSettings, error: unknown) =>
  new Error(`the database ${nameOf(settings)} cannot be opened: ${(error as Error).message}`, {
    cause: error,
  });
