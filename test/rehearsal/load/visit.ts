import { NotConnected } from './client';
import type { Draw, Shown } from './shown';

/** One visit as the journal has it. */
export interface Visit extends Draw, Partial<Shown> {
  /** Milliseconds since 1970. */
  started: number;
  ms: number;
  result: 'ok' | 'failed';
  /** The machines that were asked, one after the other, and what was wrong with each but the one that gave the object. */
  tries: { machine: string; error?: string }[];
  /** How often the next machine was asked because no connection to one came about; nothing had been sent. */
  moved: number;
  /** How often the draw was asked for again: once at most. */
  retried: number;
}

/**
 * Draws once. A machine that takes no connection is passed over, as by any balancer, or a browser that knows several addresses; after another
 * failure the next machine is asked once more, or the same where no other takes one.
 */
export async function visit(
  draw: Draw,
  machines: readonly string[],
  ask: (machine: string, draw: Draw) => Promise<Shown>,
): Promise<Visit> {
  const [started, began] = [Date.now(), performance.now()];
  const tries: Visit['tries'] = [];
  const queue = [...machines];
  let moved = 0;
  let failures = 0;
  const end = (result: Visit['result'], shown?: Shown): Visit => {
    const ms = Math.round(performance.now() - began);
    const asked = tries.length - moved;
    return { started, ms, result, tries, moved, retried: Math.max(asked - 1, 0), ...draw, ...shown };
  };
  for (let machine = queue.shift(); machine !== undefined && failures < 2; machine = queue.shift()) {
    try {
      const shown = await ask(machine, draw);
      tries.push({ machine });
      return end('ok', shown);
    } catch (error) {
      tries.push({ machine, error: (error as Error).message });
      if (error instanceof NotConnected) {
        moved += 1;
      } else {
        failures += 1;
        queue.push(machine);
      }
    }
  }
  return end('failed');
}
