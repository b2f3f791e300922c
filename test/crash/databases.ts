import { settingsOf, sqliteDatabase, type TestDatabase } from '../support/database';
import { Mariadb } from '../support/mariadb';

export const DATABASE_NAME = 'quartet';

/** Long, since the test machine may be busy. */
const TIMEOUT_MS = 30_000;

/** A database on a dedicated MariaDB server, which a test may kill. */
export interface MariadbDatabase extends TestDatabase {
  server: Mariadb;
}

export async function mariadbDatabase(): Promise<MariadbDatabase> {
  const server = await Mariadb.start();
  await server.run(`create database ${DATABASE_NAME}`);
  const url = server.url(DATABASE_NAME);
  return { server, url, settings: settingsOf(url, TIMEOUT_MS), remove: () => server.remove() };
}

export const DATABASES = [
  { engine: 'SQLite', open: sqliteDatabase },
  { engine: 'MariaDB', open: mariadbDatabase },
] satisfies { engine: string; open: () => Promise<TestDatabase> }[];
