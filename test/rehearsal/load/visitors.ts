import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './client';
import type { Front } from './front';
import { type Visit, visit } from './visit';

export interface Habits {
  visitors: number;
  pauseMs: number;
  name: string;
}

/** Visits the machines of `front` with several visitors at once, until `stopped`; those under way are then finished. Each visit is told to `note`. */
export async function visitAll(
  front: Front,
  { visitors, pauseMs, name }: Habits,
  note: (visit: Visit) => void,
  stopped: AbortSignal,
): Promise<void> {
  const client = new Client(visitors);
  // Of this run alone: with those of an earlier one, nothing new would be recorded.
  const seed = `${name}-${randomBytes(6).toString('hex')}`;
  let index = 0;
  const pause = (ms: number) => sleep(ms, undefined, { signal: stopped }).catch(() => undefined);

  const work = async (visitor: number) => {
    // Not all at the same moment.
    await pause((pauseMs * visitor) / visitors);
    for (let turn = visitor; !stopped.aborted; turn++) {
      const machines = beginningWith(turn, await front.machines());
      note(await visit({ seed, index: index++ }, machines, (machine, draw) => client.ask(machine, draw)));
      await pause(pauseMs);
    }
  };
  await Promise.all(Array.from({ length: visitors }, (_, visitor) => work(visitor))).finally(() => {
    client.close();
  });
}

function beginningWith(turn: number, machines: readonly string[]): string[] {
  const first = turn % machines.length;
  return [...machines.slice(first), ...machines.slice(0, first)];
}
