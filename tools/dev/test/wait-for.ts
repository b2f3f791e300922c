import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;
const TIMEOUT_MS = 45_000;

/** Waits until `condition` is true; `description` is for the error message. */
export async function waitFor(
  description: string,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const until = performance.now() + TIMEOUT_MS;
  while (!(await condition())) {
    if (performance.now() > until)
      throw new Error(`Timed out after ${TIMEOUT_MS / 1000} s waiting for ${description}`);
    await sleep(POLL_MS);
  }
}
