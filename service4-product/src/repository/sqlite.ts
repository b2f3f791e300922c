import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, SqliteValue, StatementSync } from './sqlite-engine';
import { SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';
import { openEngine } from './sqlite-engine';

/** Every distinct SQL text is compiled once and kept; the bound keeps generated texts from filling the memory. */
const KEPT_STATEMENTS = 200;

/**
 * A kysely dialect over the embedded database in `file`, which is made where it is missing.
 * Commits are durable when they return: write-ahead log, synced at each commit.
 */
export function sqliteDialect(file: string): SqliteDialect {
  mkdirSync(dirname(file), { recursive: true });
  const database = openEngine(file);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON',
  );
  return new SqliteDialect({ database: adapt(database) });
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
      database.close();
    },
  };
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
