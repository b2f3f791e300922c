import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './client';
import type { Pool } from './pool';
import { type Visit, visit } from './visit';

export interface VisitorOptions {
  visitors: number;
  /** The pause of each visitor between two visits. */
  pauseMs: number;
  /** The prefix of the seed. */
  name: string;
}

/**
 * Visits the machines of a pool with concurrent visitors until `stop` aborts. Then waits for the visits in flight.
 *
 * @param onVisit called for each finished visit
 */
export async function runVisitors(
  pool: Pool,
  { visitors, pauseMs, name }: VisitorOptions,
  onVisit: (visit: Visit) => void,
  stop: AbortSignal,
): Promise<void> {
  const client = new Client(visitors);
  // Unique to this run: the site would not record the draws of an earlier run again.
  const seed = `${name}-${randomBytes(6).toString('hex')}`;
  let index = 0;
  const pause = (ms: number) => sleep(ms, undefined, { signal: stop }).catch(() => undefined);

  const run = async (visitor: number) => {
    // Spread the first visits over one pause.
    await pause((pauseMs * visitor) / visitors);
    for (let turn = visitor; !stop.aborted; turn++) {
      const machines = rotate(await pool.machines(), turn);
      onVisit(
        await visit({ seed, index: index++ }, machines, (machine, draw) => client.requestDraw(machine, draw)),
      );
      await pause(pauseMs);
    }
  };
  await Promise.all(Array.from({ length: visitors }, (_, visitor) => run(visitor))).finally(() => {
    client.close();
  });
}

function rotate(machines: readonly string[], turn: number): string[] {
  const first = turn % machines.length;
  return [...machines.slice(first), ...machines.slice(0, first)];
}
