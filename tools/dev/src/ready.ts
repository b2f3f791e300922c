import type { ChildProcess } from 'node:child_process';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasEnded } from './child';

const POLL_MS = 25;
/** Longer than a service itself waits for what it looks at. */
const ANSWER_MS = 3_000;

/**
 * Waits until the service at `url` says that it is ready. Gives whether it does: one that says that it is not, until the time is up, is
 * alive, and may wait for its database for long.
 * @throws {Error} where its process ends first, or it says nothing until the time is up
 */
export async function whenReady(child: ChildProcess, url: string, deadlineMs: number): Promise<boolean> {
  const until = performance.now() + deadlineMs;
  let isAlive = false;
  for (;;) {
    const status = await statusOf(url, Math.min(ANSWER_MS, Math.max(1, until - performance.now())));
    // Another program on the same port might have answered for it.
    if (hasEnded(child)) throw new Error('it ended at once');
    if (status === 200) return true;
    isAlive ||= status === 503;
    if (performance.now() > until) {
      if (isAlive) return false;
      throw new Error(`it did not answer within ${deadlineMs / 1000} s`);
    }
    await sleep(POLL_MS);
  }
}

/** The status of its answer; undefined where it gives none. */
function statusOf(url: string, timeout: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(`${url}/health/ready`, { agent: false, timeout }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => {
      resolve(undefined);
    });
  });
}
