import { setTimeout as sleep } from 'node:timers/promises';
import { buildBareChain, startBareChain } from './chains';
import { type LoadGenerator, startLoadGenerator } from './load-generator';
import { memoryOf } from './proc';
import { NPM_START, startQuartet, WITHOUT_NPM } from './quartet';
import { describeMachine, logProgress } from './report';
import { type Start, formatStartTables } from './start-tables';
import type { Target } from './target';

const VISITS = 1_000;
const CONNECTIONS = 16;
/** Memory still grows for a moment after the first page and after the last visit. */
const SETTLE_MS = 500;

/** Measures starts of Quartet, with and without npm, and of the bare chain, in turns, and returns the report. */
export async function benchStart(rounds: number): Promise<string> {
  const machine = describeMachine();
  const generator = startLoadGenerator();
  const bareChain = await buildBareChain();
  const starts: Start[] = [];
  for (let round = 1; round <= rounds; round++) {
    const npm = await startQuartet(NPM_START);
    const trio = [await measure('npm start', npm, generator)];
    trio.push(await measure('without npm', await startQuartet(WITHOUT_NPM)));
    trio.push(await measure('bare chain', await startBareChain(bareChain, npm.pageBytes), generator));
    const times = trio.map(({ target, startMs }) => `${target} ${startMs.toFixed(0)} ms`).join(', ');
    logProgress(`round ${round} of ${rounds}: ${times}`);
    starts.push(...trio);
  }
  const method = `${rounds} rounds, in turns: median (lowest–highest)`;
  return [machine, method, ...formatStartTables(starts)].join('\n\n');
}

/** Measures a running target and stops it. */
async function measure(name: string, target: Target, generator?: LoadGenerator): Promise<Start> {
  await sleep(SETTLE_MS);
  const fresh = memoryByProcess(target);
  await generator?.run({ url: target.url, connections: CONNECTIONS, visits: VISITS });
  await sleep(SETTLE_MS);
  const used = generator ? memoryByProcess(target) : {};
  await target.stop();
  return { target: name, startMs: target.startMs, fresh, used };
}

const memoryByProcess = ({ pids }: Target) =>
  Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, memoryOf(pid)]));
