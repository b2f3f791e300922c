import type { Draw, ShownObject } from './answer';
import { ConnectionError } from './client';

/** A visit as the journal stores it. */
export interface Visit extends Draw, Partial<ShownObject> {
  /** Milliseconds since 1970. */
  started: number;
  ms: number;
  result: 'ok' | 'failed';
  /** The attempts in order. Only the one that returned the object has no error. */
  tries: { machine: string; error?: string }[];
  /** The number of machines skipped because they accepted no connection. */
  moved: number;
  /** The number of retries after a request was sent: 0 or 1. */
  retried: number;
}

/**
 * Requests a draw, and retries it once after a failure: on the next machine, or on the same one if no other accepts a connection.
 * Skips machines that accept no connection, as a load balancer does.
 */
export async function visit(
  draw: Draw,
  machines: readonly string[],
  requestDraw: (machine: string, draw: Draw) => Promise<ShownObject>,
): Promise<Visit> {
  const [started, startTime] = [Date.now(), performance.now()];
  const tries: Visit['tries'] = [];
  const queue = [...machines];
  let moved = 0;
  let failures = 0;
  const finish = (result: Visit['result'], shown?: ShownObject): Visit => {
    const ms = Math.round(performance.now() - startTime);
    const sent = tries.length - moved;
    return { started, ms, result, tries, moved, retried: Math.max(sent - 1, 0), ...draw, ...shown };
  };
  for (let machine = queue.shift(); machine !== undefined && failures < 2; machine = queue.shift()) {
    try {
      const shown = await requestDraw(machine, draw);
      tries.push({ machine });
      return finish('ok', shown);
    } catch (error) {
      tries.push({ machine, error: (error as Error).message });
      if (error instanceof ConnectionError) {
        moved += 1;
      } else {
        failures += 1;
        queue.push(machine);
      }
    }
  }
  return finish('failed');
}
