import type { ChildProcess } from 'node:child_process';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasExited } from './child';

const POLL_MS = 25;
/** Longer than the timeout of the service's own health checks. */
const REQUEST_TIMEOUT_MS = 3_000;

/**
 * Waits until the service at `url` is ready. Returns whether it is: false if it is alive but still not ready after `timeoutMs`,
 * as without its database.
 * @throws {Error} if the process exits or does not answer within `timeoutMs`
 */
export async function waitUntilReady(child: ChildProcess, url: string, timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  let isAlive = false;
  for (;;) {
    const status = await statusOf(url, Math.min(REQUEST_TIMEOUT_MS, Math.max(1, until - performance.now())));
    // Check this first: another program on the port may have answered.
    if (hasExited(child)) throw new Error('it exited');
    if (status === 200) return true;
    isAlive ||= status === 503;
    if (performance.now() > until) {
      if (isAlive) return false;
      throw new Error(`it did not answer within ${timeoutMs / 1000} s`);
    }
    await sleep(POLL_MS);
  }
}

/** Returns the status of the readiness check; undefined without a response. */
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
