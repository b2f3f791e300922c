import { Mariadb } from './mariadb';

declare global {
  var mariadbOfThisRun: Mariadb | undefined;
}

/** Starts the MariaDB server that a jest project's tests share. */
export default async function start(): Promise<void> {
  globalThis.mariadbOfThisRun = await Mariadb.start();
  process.env.QUARTET_MARIADB_SOCKET = globalThis.mariadbOfThisRun.socket;
}
