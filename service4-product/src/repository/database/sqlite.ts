import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  CompiledQuery,
  type DatabaseConnection,
  type SqliteDatabase,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely';
import { LRUCache } from 'lru-cache';
import { type DatabaseSync, openEngine, type SqliteValue, type StatementSync } from './sqlite-engine';

/** Every distinct SQL text is compiled once and kept; the bound keeps generated texts from filling the memory. */
const KEPT_STATEMENTS = 200;
/** Waiting for another process's commit blocks this whole process, so it is short: who needs longer asks again (failures.ts). */
const BUSY_TIMEOUT_MS = 10;

/**
 * A kysely dialect over the embedded database in `file`, which is made where it is missing.
 * Commits are durable when they return: write-ahead log, synced at each commit.
 */
export function sqliteDialect(file: string): SqliteDialect {
  mkdirSync(dirname(file), { recursive: true });
  const database = openEngine(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA foreign_keys = ON`);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  } catch (error) {
    database.close();
    throw error;
  }
  return new LockingDialect({ database: adapt(database) });
}

/**
 * Transactions take the write lock when they begin: taken later, it is refused to who has read what another has changed since.
 * So migrations may run inside one, and their lock is that of the transaction.
 */
class LockingDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDriver>[0];

  constructor(config: ConstructorParameters<typeof SqliteDriver>[0]) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new LockingDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl() {
        return true;
      }
    })();
  }
}

class LockingDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings) {
    const kind = settings?.accessMode === 'read only' ? 'deferred' : 'immediate';
    await connection.executeQuery(CompiledQuery.raw(`begin ${kind}`));
  }

  override async rollbackTransaction(connection: DatabaseConnection) {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
    } catch {
      // After a full disk SQLite has rolled back by itself: a complaint about that would hide the one about the disk.
    }
  }
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({ max: KEPT_STATEMENTS });
  return {
    prepare(sql) {
      const kept = statements.get(sql);
      if (kept) return kept;
      const statement = adaptStatement(database.prepare(sql));
      statements.set(sql, statement);
      return statement;
    },
    close: () => {
      moveLogIntoFile(database);
      database.close();
    },
  };
}

/**
 * So that whoever copies the file of a service that was stopped has everything. SQLite does it itself at the last close, but the
 * package leaves prepared statements to the garbage collector, and with them what it has closed stays open.
 */
function moveLogIntoFile(database: DatabaseSync): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // On a full disk, say. The log stays beside the file and is read when it is opened again.
  }
}

function adaptStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)) as unknown[],
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)) as IterableIterator<unknown>,
  };
}

/** The engine binds what it does not know, a Date or an object, as NULL without a word: better a loud error. */
function bindable(value: unknown): SqliteValue {
  if (value === null || ['string', 'number', 'bigint'].includes(typeof value)) return value as SqliteValue;
  throw new TypeError(`a value of type ${typeof value} cannot be kept in the database`);
}
