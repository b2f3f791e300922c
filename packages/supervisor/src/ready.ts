import type { ChildProcess } from 'node:child_process';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasEnded } from './child';

const POLL_MS = 25;
/** Longer than a service itself waits for what it looks at. */
const ANSWER_MS = 3_000;

/**
 * Waits until the service at `url` says that it is ready.
 * @throws {Error} where its process ends first, or the time is up
 */
export async function whenReady(child: ChildProcess, url: string, deadlineMs: number): Promise<void> {
  const until = performance.now() + deadlineMs;
  while (!(await isReady(url, Math.min(ANSWER_MS, Math.max(1, until - performance.now()))))) {
    if (hasEnded(child)) throw new Error('it ended at once');
    if (performance.now() > until) throw new Error(`it was not ready within ${deadlineMs / 1000} s`);
    await sleep(POLL_MS);
  }
  // Another program on the same port might have answered for it.
  if (hasEnded(child)) throw new Error('it ended at once');
}

function isReady(url: string, timeout: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(`${url}/health/ready`, { agent: false, timeout }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => {
      resolve(false);
    });
  });
}
