import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSettings } from '../../service4-product/src/repository/database/settings';
import { settingsOf } from '../../test/support/database';
import { Mariadb } from '../../test/support/mariadb';
import { atEnd } from '../lifetime';

/** An empty database to measure, removed when all is over. */
export interface BenchDatabase {
  name: 'SQLite' | 'MariaDB';
  settings: DatabaseSettings;
}

/** A deadline that no measurement reaches. */
const TIMEOUT_MS = 600_000;

export async function sqliteDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'quartet-bench-'));
  atEnd(() => rm(folder, { recursive: true }));
  return { name: 'SQLite', settings: settingsOf(`sqlite:${join(folder, 'quartet.db')}`, TIMEOUT_MS) };
}

/** A server with room for tables of millions of rows; all its databases go with it. */
export async function mariadbServer(): Promise<(name: string) => Promise<BenchDatabase>> {
  const server = await Mariadb.start(['--innodb-buffer-pool-size=2G', '--innodb-log-file-size=512M']);
  atEnd(() => server.remove());
  return async (name) => {
    await server.run(`create database ${name}`);
    return { name: 'MariaDB', settings: settingsOf(server.url(name), TIMEOUT_MS) };
  };
}
