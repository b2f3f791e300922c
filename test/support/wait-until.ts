import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a condition is true. Throws after 30 s, before the timeout of the test, so that the error names the condition. */
export async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  const until = performance.now() + 30_000;
  while (!(await condition())) {
    if (performance.now() > until) throw new Error(`Still false after 30 s: ${String(condition)}`);
    await sleep(10);
  }
}
