import { once } from 'node:events';
import { join } from 'node:path';
import type { Order, Outcome } from './load';
import { startProcess } from './processes';

/** A process that makes visits. */
export interface Visitor {
  pid: number;
  /** @throws {Error} on any answer but 200: figures of failures are worth nothing */
  visit: (order: Order) => Promise<Outcome>;
}

export function startVisitor(): Visitor {
  const command = [process.execPath, ...process.execArgv, join(__dirname, 'load.ts')];
  const { child, pid } = startProcess(command, {}, { channel: 'ipc' });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The process that makes the visits ended.');
  });
  ended.catch(() => undefined);
  const visit = async (order: Order) => {
    child.send(order);
    const [outcome] = (await Promise.race([once(child, 'message'), ended])) as [Outcome];
    const { 200: good = 0, ...bad } = outcome.answers;
    if (good > 0 && Object.keys(bad).length === 0) return outcome;
    throw new Error(`The run is invalid: ${order.url} answered ${JSON.stringify(outcome.answers)}.`);
  };
  return { pid, visit };
}
