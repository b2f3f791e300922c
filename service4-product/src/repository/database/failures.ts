import { setTimeout as sleep } from 'node:timers/promises';
import { DataStoreError } from '@quartet/service-kit';

/** SQLITE_BUSY, the last byte of its extended codes. */
const BUSY = 5;

/** Whether a database error passes within moments: another process is writing, or the server resolved a deadlock. */
export function isTransient(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: number; code?: string };
  return (typeof errcode === 'number' && (errcode & 0xff) === BUSY) || code === 'ER_LOCK_DEADLOCK';
}

/** A row exceeds the server's limit for a statement. */
export class RowTooLargeError extends Error {
  constructor(bytes: number, limit: number) {
    super(`the object has ${bytes} bytes; the server accepts ${limit} (half of max_allowed_packet)`);
  }
}

/** SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH. */
const REJECTED_VALUE = [18, 19, 20];

/** Whether the database rejected a value, so that a retry would fail again. */
export function isPermanent(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RowTooLargeError) return true;
  const { errcode, sqlState } = error as { errcode?: number; sqlState?: string };
  // SQLSTATE classes 22 and 23: data exceptions and constraint violations.
  const isRejected = /^2[23]/.test(sqlState ?? '');
  return isRejected || (typeof errcode === 'number' && REJECTED_VALUE.includes(errcode & 0xff));
}

/** SQLITE_FULL. The SQLite package reports only the message for statements that return rows. */
const FULL = { errcode: 13, message: 'database or disk is full' };
/** MariaDB's codes for its own files and for a table's file. */
const FULL_CODES = ['ER_DISK_FULL', 'ER_RECORD_FILE_FULL'];

/** Whether the database failed because its disk is full. */
export function isDiskFull(error: unknown): boolean {
  const { errcode, code = '', message } = error as { errcode?: number; code?: string; message: string };
  return errcode === FULL.errcode || message === FULL.message || FULL_CODES.includes(code);
}

/** Long enough for many programs that start at the same time and wait for each other. */
const BUSY_MS = 60_000;

/** Retries `call` after transient errors, for up to `ms` milliseconds. */
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

/** @throws {DataStoreError} with the error of `call` as its cause */
export async function callDatabase<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new DataStoreError('The database cannot be reached.', error);
  }
}
