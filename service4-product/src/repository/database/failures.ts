import { setTimeout as sleep } from 'node:timers/promises';

/** SQLITE_BUSY, the last byte of its extended codes. */
const BUSY = 5;

/** Whether a database error passes by itself within moments: another process is writing, or two waited for each other. */
export function isTransient(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: number; code?: string };
  return (typeof errcode === 'number' && (errcode & 0xff) === BUSY) || code === 'ER_LOCK_DEADLOCK';
}

/** SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH. */
const NEVER_FITS = [18, 19, 20];

/** Whether a failure is about what was to be recorded, so that the same would fail again: a value that cannot be kept. */
export function isPermanent(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  const { errcode, code, sqlState } = error as { errcode?: number; code?: string; sqlState?: string };
  // Classes 22 and 23 of SQL states: data exceptions, and violated constraints.
  const isRefused = /^2[23]/.test(sqlState ?? '') || code === 'ER_NET_PACKET_TOO_LARGE';
  return isRefused || (typeof errcode === 'number' && NEVER_FITS.includes(errcode & 0xff));
}

/** SQLITE_FULL; what it says is the same everywhere, and on statements that give rows the package says nothing else. */
const FULL = { errcode: 13, message: 'database or disk is full' };
/** Of MariaDB: for the server's own files, and for a table's. */
const FULL_CODES = ['ER_DISK_FULL', 'ER_RECORD_FILE_FULL'];

/** Whether a failure is that the database's disk has no room left. */
export function isDiskFull(error: unknown): boolean {
  const { errcode, code = '', message } = error as { errcode?: number; code?: string; message: string };
  return errcode === FULL.errcode || message === FULL.message || FULL_CODES.includes(code);
}

/** How long those who start at the same time may wait for each other, with all that each has to do. */
const BUSY_MS = 60_000;

/** Calls until it succeeds, fails for good, or `ms` are over. */
export async function retryTransient<T>(call: () => T | Promise<T>, ms = BUSY_MS): Promise<T> {
  const until = performance.now() + ms;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isTransient(error) || performance.now() > until) throw error;
      await sleep(5 + 20 * Math.random());
    }
  }
}
