import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'mysql2/promise';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DatabaseSettings,
  databaseSettings,
} from '../../service4-product/src/repository/database/settings';

/** Which database the tests of a jest project run on; its configuration says. */
declare const DATABASE: 'sqlite' | 'mariadb' | undefined;

export const isMariadb = typeof DATABASE !== 'undefined' && DATABASE === 'mariadb';

/** A database of a test's own, empty. */
export interface TestDatabase {
  url: string;
  settings: DatabaseSettings;
  remove: () => Promise<void>;
}

/** Patient, unless the patience is what is tested: a busy machine's disk may take seconds for a commit. */
export const settingsOf = (url: string, timeoutMs = 20_000): DatabaseSettings =>
  databaseSettings({ DATABASE_URL: url, DATABASE_CONNECTIONS: 10, DATABASE_TIMEOUT_MS: timeoutMs });

export function testDatabase(): Promise<TestDatabase> {
  return isMariadb ? mariadbDatabase() : sqliteDatabase();
}

export async function sqliteDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'quartet-'));
  const url = `sqlite:${join(folder, 'below', 'quartet.db')}`;
  return { url, settings: settingsOf(url), remove: () => rm(folder, { recursive: true }) };
}

/** On the server that mariadb-setup.ts has started. */
async function mariadbDatabase(): Promise<TestDatabase> {
  const socketPath = process.env.QUARTET_MARIADB_SOCKET ?? '';
  const name = `quartet_${randomUUID().replaceAll('-', '')}`;
  const run = async (statement: string) => {
    const connection = await createConnection({ socketPath, user: 'root' });
    await connection.query(statement);
    await connection.end();
  };
  // As careless as a server may be set up: the schema must not depend on it.
  await run(`create database ${name} character set latin1 collate latin1_general_ci`);
  const url = `mysql://root@localhost/${name}?socketPath=${encodeURIComponent(socketPath)}`;
  return { url, settings: settingsOf(url), remove: () => run(`drop database ${name}`) };
}
