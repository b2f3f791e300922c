import { setTimeout as sleep } from 'node:timers/promises';
import { buildBareChain, startBareChain } from './bare';
import { type Memory, memoryOf } from './proc';
import { NPM_START, startQuartet, SUPERVISOR_ALONE } from './quartet';
import { machine, progress } from './report';
import { startTables } from './start-tables';
import type { Target } from './target';
import { startVisitor, type Visitor } from './visitor';

const VISITS = 1_000;
const CONNECTIONS = 16;
/** A start is over when its last allocations are done, not at the first page. */
const SETTLE_MS = 500;

/** What one start came to. */
export interface Start {
  target: string;
  startMs: number;
  /** By process; MiB. */
  fresh: Record<string, Memory>;
  /** The same after 1,000 visits; left out where they would show nothing new. */
  used: Record<string, Memory>;
}

/** Starts of Quartet, with and without npm, and of the bare chain, in turns; gives the report. */
export async function benchStart(rounds: number): Promise<string> {
  const head = machine();
  const visitor = startVisitor();
  const bareChain = await buildBareChain();
  const starts: Start[] = [];
  for (let round = 1; round <= rounds; round++) {
    const npm = await startQuartet(NPM_START);
    const trio = [await measure('npm start', npm, visitor)];
    trio.push(await measure('without npm', await startQuartet(SUPERVISOR_ALONE)));
    trio.push(await measure('bare chain', await startBareChain(bareChain, npm.pageBytes), visitor));
    const times = trio.map(({ target, startMs }) => `${target} ${startMs.toFixed(0)} ms`).join(', ');
    progress(`round ${round} of ${rounds}: ${times}`);
    starts.push(...trio);
  }
  const how = `${rounds} rounds, in turns: median (lowest–highest)`;
  return [head, how, ...startTables(starts)].join('\n\n');
}

async function measure(name: string, target: Target, visitor?: Visitor): Promise<Start> {
  await sleep(SETTLE_MS);
  const fresh = memory(target);
  await visitor?.visit({ url: target.url, connections: CONNECTIONS, visits: VISITS });
  await sleep(SETTLE_MS);
  const used = visitor ? memory(target) : {};
  await target.stop();
  return { target: name, startMs: target.startMs, fresh, used };
}

const memory = ({ pids }: Target) =>
  Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, memoryOf(pid)]));
