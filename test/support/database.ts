import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'mysql2/promise';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DatabaseSettings,
  databaseSettings,
} from '../../service4-product/src/repository/database/settings';

/** The database of the jest project, set by its configuration. */
declare const DATABASE: 'sqlite' | 'mariadb' | undefined;

export const isMariadb = typeof DATABASE !== 'undefined' && DATABASE === 'mariadb';

/** An empty database for one test. */
export interface TestDatabase {
  url: string;
  settings: DatabaseSettings;
  remove: () => Promise<void>;
}

/**
 * Settings for a database URL. The default timeout is long, because a commit can take seconds on a busy machine. Tests of timeouts
 * set a shorter one.
 */
export const settingsOf = (url: string, timeoutMs = 20_000): DatabaseSettings =>
  databaseSettings({ DATABASE_URL: url, DATABASE_CONNECTIONS: 10, DATABASE_TIMEOUT_MS: timeoutMs });

/** Creates a database on the engine of the jest project. */
export function testDatabase(): Promise<TestDatabase> {
  return isMariadb ? mariadbDatabase() : sqliteDatabase();
}

export async function sqliteDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'quartet-'));
  const url = `sqlite:${join(folder, 'below', 'quartet.db')}`;
  return { url, settings: settingsOf(url), remove: () => rm(folder, { recursive: true }) };
}

/** Creates a database on the server that `mariadb-setup.ts` has started. */
async function mariadbDatabase(): Promise<TestDatabase> {
  const socketPath = process.env.QUARTET_MARIADB_SOCKET ?? '';
  const name = `quartet_${randomUUID().replaceAll('-', '')}`;
  const run = async (statement: string) => {
    const connection = await createConnection({ socketPath, user: 'root' });
    await connection.query(statement);
    await connection.end();
  };
  // An unsuitable default character set: the schema must not depend on it.
  await run(`create database ${name} character set latin1 collate latin1_general_ci`);
  const url = `mysql://root@localhost/${name}?socketPath=${encodeURIComponent(socketPath)}`;
  return { url, settings: settingsOf(url), remove: () => run(`drop database ${name}`) };
}
