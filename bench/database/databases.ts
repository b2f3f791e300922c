import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSettings } from '../../service4-product/src/repository/database/settings';
import { settingsOf } from '../../test/support/database';
import { Mariadb } from '../../test/support/mariadb';
import { onCleanup } from '../cleanup';

/** An empty database that `cleanUp` removes. */
export interface BenchDatabase {
  name: 'SQLite' | 'MariaDB';
  settings: DatabaseSettings;
}

/** Long enough that no measurement times out. */
const TIMEOUT_MS = 600_000;

export async function createSqliteDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'quartet-bench-'));
  onCleanup(() => rm(folder, { recursive: true }));
  return { name: 'SQLite', settings: settingsOf(`sqlite:${join(folder, 'quartet.db')}`, TIMEOUT_MS) };
}

/** Starts a server tuned for millions of rows, and returns a function that creates a database on it. */
export async function startMariadbServer(): Promise<(name: string) => Promise<BenchDatabase>> {
  const server = await Mariadb.start(['--innodb-buffer-pool-size=2G', '--innodb-log-file-size=512M']);
  onCleanup(() => server.remove());
  return async (name) => {
    await server.run(`create database ${name}`);
    return { name: 'MariaDB', settings: settingsOf(server.url(name), TIMEOUT_MS) };
  };
}
