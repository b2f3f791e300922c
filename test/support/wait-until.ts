import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when `holds` does; gives up after 30 s, so that a test that fails says where. */
export async function waitUntil(holds: () => boolean | Promise<boolean>): Promise<void> {
  const until = performance.now() + 30_000;
  while (!(await holds())) {
    if (performance.now() > until) throw new Error(`never came true: ${String(holds)}`);
    await sleep(10);
  }
}
