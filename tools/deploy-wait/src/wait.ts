import { setTimeout as sleep } from 'node:timers/promises';
import { type Docker, DockerError } from './docker';
import type { Options } from './options';
import { rollbackCauses, type ServiceState, type State, statesOf } from './state';
import { readSnapshot } from './swarm';

/** `rolled back` includes a paused update. */
export type Ending = 'converged' | 'rolled back' | 'deadline';

export interface Result {
  ending: Ending;
  services: ServiceState[];
  seconds: number;
}

const POLL_MS = 1_000;
/** A manager may not answer while the Swarm elects a leader. */
const MAX_OUTAGE_MS = 20_000;

/**
 * Waits until every service of the stack runs as deployed, the Swarm rolls back or pauses one of them, or the deadline passes.
 * Calls `onProgress` after every poll, with the seconds since the start.
 * @throws {DockerError} if the stack does not exist, the first call fails, or calls fail for 20 s
 */
export async function waitForStack(
  docker: Docker,
  { stack, deadlineMs, images }: Pick<Options, 'stack' | 'deadlineMs' | 'images'>,
  onProgress: (services: readonly ServiceState[], seconds: number) => void,
): Promise<Result> {
  const start = performance.now();
  const causes = new Set<string>();
  let lastAnswer: number | undefined;
  for (;;) {
    try {
      const snapshot = await readSnapshot(docker, stack);
      for (const task of rollbackCauses(snapshot)) causes.add(task);
      const services = statesOf(stack, snapshot, images, causes);
      if (services.length === 0) throw new DockerError(`There is no stack ${stack} on this Swarm.`);
      lastAnswer = performance.now();
      const seconds = (lastAnswer - start) / 1_000;
      onProgress(services, seconds);
      const ending = endingOf(services, seconds * 1_000 >= deadlineMs);
      if (ending) return { ending, services, seconds };
    } catch (error) {
      const isBrief = lastAnswer !== undefined && performance.now() - lastAnswer < MAX_OUTAGE_MS;
      if (!(error instanceof DockerError) || !isBrief) throw error;
    }
    await sleep(POLL_MS);
  }
}

function endingOf(services: readonly ServiceState[], isLate: boolean): Ending | undefined {
  const hasAny = (...states: State[]) => services.some(({ state }) => states.includes(state));
  // Wait for the end of a rollback, so that the caller finds the old version running.
  if (hasAny('rolling back') && !isLate) return undefined;
  if (hasAny('rolling back', 'rolled back', 'paused')) return 'rolled back';
  if (hasAny('converging')) return isLate ? 'deadline' : undefined;
  return 'converged';
}
