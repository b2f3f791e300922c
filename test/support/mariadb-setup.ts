import { Mariadb } from './mariadb';

declare global {
  var mariadbOfThisRun: Mariadb | undefined;
}

/** Starts the MariaDB server that all tests of a jest project share. */
export default async function start(): Promise<void> {
  globalThis.mariadbOfThisRun = await Mariadb.start();
  process.env.QUARTET_MARIADB_SOCKET = globalThis.mariadbOfThisRun.socket;
}
