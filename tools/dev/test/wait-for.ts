import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;
const DEADLINE_MS = 45_000;

/** Waits until `holds`; `what` is for the message where it never does. */
export async function waitFor(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const until = performance.now() + DEADLINE_MS;
  while (!(await holds())) {
    if (performance.now() > until) throw new Error(`Waited ${DEADLINE_MS / 1000} s in vain for ${what}`);
    await sleep(POLL_MS);
  }
}
