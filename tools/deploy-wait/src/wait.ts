import { setTimeout as sleep } from 'node:timers/promises';
import { type Docker, DockerError } from './docker';
import type { Options } from './options';
import { blamedIn, type ServiceState, type State, statesOf } from './state';
import { lookAt } from './swarm';

/** How the waiting ended. */
export type Ending = 'converged' | 'gone back' | 'deadline';

export interface Result {
  ending: Ending;
  services: ServiceState[];
  seconds: number;
}

const POLL_MS = 1_000;
/** A manager may be away for a moment, while another is elected. */
const PATIENCE_MS = 20_000;

/**
 * Waits until each service of the stack runs as deployed, one of them has gone back or was paused, or the deadline has passed.
 * `watch` hears of each look.
 * @throws {DockerError} where Docker gives no answer for 20 s, or there is no such stack
 */
export async function waitForStack(
  docker: Docker,
  { stack, deadlineMs, images }: Options,
  watch: (services: readonly ServiceState[], seconds: number) => void,
): Promise<Result> {
  const began = performance.now();
  const blamed = new Set<string>();
  let lastAnswer: number | undefined;
  for (;;) {
    try {
      const snapshot = await lookAt(docker, stack);
      for (const task of blamedIn(snapshot)) blamed.add(task);
      const services = statesOf(stack, snapshot, images, blamed);
      if (services.length === 0) throw new DockerError(`There is no stack ${stack} on this Swarm.`);
      lastAnswer = performance.now();
      const seconds = (lastAnswer - began) / 1_000;
      watch(services, seconds);
      const ending = endingOf(services, seconds * 1_000 >= deadlineMs);
      if (ending) return { ending, services, seconds };
    } catch (error) {
      const isPassing = lastAnswer !== undefined && performance.now() - lastAnswer < PATIENCE_MS;
      if (!(error instanceof DockerError) || !isPassing) throw error;
    }
    await sleep(POLL_MS);
  }
}

function endingOf(services: readonly ServiceState[], isLate: boolean): Ending | undefined {
  const is = (...states: State[]) => services.some(({ state }) => states.includes(state));
  // What goes back is waited for: whoever hears of it finds the old version running.
  if (is('going back') && !isLate) return undefined;
  if (is('going back', 'gone back', 'paused')) return 'gone back';
  if (is('on its way')) return isLate ? 'deadline' : undefined;
  return 'converged';
}
