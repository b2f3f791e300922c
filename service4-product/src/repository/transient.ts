import { setTimeout as sleep } from 'node:timers/promises';

/** SQLITE_BUSY, the last byte of its extended codes. */
const BUSY = 5;

/** Whether a database error passes by itself within moments: another process is writing, or two waited for each other. */
export function isTransient(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: number; code?: string };
  return (typeof errcode === 'number' && (errcode & 0xff) === BUSY) || code === 'ER_LOCK_DEADLOCK';
}

/** Calls until it succeeds, fails for good, or `ms` are over. */
export async function retryTransient<T>(call: () => Promise<T>, ms: number): Promise<T> {
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
