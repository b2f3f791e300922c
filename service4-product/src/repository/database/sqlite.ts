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
import { prepareFile, presenceCheck } from './sqlite-file';
import { type DatabaseSync, openEngine, type SqliteValue, type StatementSync } from './sqlite-engine';

/** Each distinct SQL text is compiled once and cached; the limit protects the memory from generated texts. */
const CACHED_STATEMENTS = 200;
/** Waiting for another process's commit blocks the whole process, so it is short; retryTransient continues. */
const BUSY_TIMEOUT_MS = 10;

/**
 * A kysely dialect for the SQLite database in `file`, which is created if it is missing, with its folder.
 * A commit is durable when it returns: the write-ahead log is synced at each commit.
 */
export function sqliteDialect(file: string): SqliteDialect {
  prepareFile(file);
  const database = openEngine(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA foreign_keys = ON`);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  } catch (error) {
    database.close();
    throw error;
  }
  return new LockingDialect({ database: adapt(database) }, presenceCheck(file));
}

/**
 * Transactions take the write lock when they begin; a later attempt fails if another process has written since the first read.
 * Migrations can therefore run inside a transaction, whose lock is also theirs.
 */
class LockingDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDriver>[0];

  constructor(
    config: ConstructorParameters<typeof SqliteDriver>[0],
    private readonly requireFile: () => void,
  ) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new LockingDriver(this.#config, this.requireFile);
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
  constructor(
    config: ConstructorParameters<typeof SqliteDriver>[0],
    private readonly requireFile: () => void,
  ) {
    super(config);
  }

  override acquireConnection() {
    this.requireFile();
    return super.acquireConnection();
  }

  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings) {
    const kind = settings?.accessMode === 'read only' ? 'deferred' : 'immediate';
    await connection.executeQuery(CompiledQuery.raw(`begin ${kind}`));
  }

  override async rollbackTransaction(connection: DatabaseConnection) {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
    } catch {
      // SQLite has already rolled back after a full disk; this error would hide that one.
    }
  }
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({ max: CACHED_STATEMENTS });
  return {
    prepare(sql) {
      const cached = statements.get(sql);
      if (cached) return cached;
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
 * Moves the write-ahead log into the database file, so that a copy of the file is complete. SQLite does this at the last close,
 * but the package leaves prepared statements to the garbage collector, which keeps the database open.
 */
function moveLogIntoFile(database: DatabaseSync): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // For example on a full disk. The log stays beside the file and is read at the next start.
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

/** The engine silently binds an unsupported value, such as a Date, as NULL; an error is safer. */
function bindable(value: unknown): SqliteValue {
  if (value === null || ['string', 'number', 'bigint'].includes(typeof value)) return value as SqliteValue;
  throw new TypeError(`a value of type ${typeof value} cannot be stored in the database`);
}
