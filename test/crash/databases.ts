import { settingsOf, sqliteDatabase, type TestDatabase } from '../support/database';
import { Mariadb } from '../support/mariadb';

export const DATABASE_NAME = 'quartet';

/** Of a look at it, on a machine that is busy. */
const PATIENCE_MS = 30_000;

/** A database on a MariaDB server of its own, which a test may end. */
export interface OwnMariadb extends TestDatabase {
  server: Mariadb;
}

export async function ownMariadb(): Promise<OwnMariadb> {
  const server = await Mariadb.start();
  await server.run(`create database ${DATABASE_NAME}`);
  const url = server.url(DATABASE_NAME);
  return { server, url, settings: settingsOf(url, PATIENCE_MS), remove: () => server.remove() };
}

export const DATABASES = [
  { engine: 'SQLite', open: sqliteDatabase },
  { engine: 'MariaDB', open: ownMariadb },
] satisfies { engine: string; open: () => Promise<TestDatabase> }[];
