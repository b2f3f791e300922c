import { setTimeout as sleep } from 'node:timers/promises';
import { buildBareChain, startBareChain } from './bare';
import type { Outcome } from './load';
import { cpuMs } from './proc';
import { startQuartet } from './quartet';
import { machine, progress } from './report';
import type { Target } from './target';
import { startVisitor, type Visitor } from './visitor';
import { visitTables } from './visit-tables';

const CONNECTIONS = [16, 64];
/** V8 goes on compiling for some thousand visits; until then, they take twice as long. */
const WARM_UP_VISITS = 4_000;
/** Few at once: cold services on a busy machine would be late for their own deadlines. */
const WARM_UP_CONNECTIONS = 8;
/** What is still being answered when a round ends is finished before CPU time is read. */
const SETTLE_MS = 300;

/** What one round of visits to one target came to. */
export interface Round extends Outcome {
  target: string;
  connections: number;
  /** CPU time of each process for one visit, in milliseconds. */
  cpuMs: Record<string, number>;
}

/** Visits to Quartet and to the bare chain, in turns: `rounds` of `seconds` each; gives the report. */
export async function benchVisits(rounds: number, seconds: number): Promise<string> {
  const head = machine();
  const visitor = startVisitor();
  const quartet = await startQuartet();
  const bare = await startBareChain(await buildBareChain(), quartet.pageBytes);
  const targets = [quartet, bare];
  for (const target of targets) {
    progress(`warming up ${target.name} with ${WARM_UP_VISITS} visits`);
    await visitor.visit({ url: target.url, connections: WARM_UP_CONNECTIONS, visits: WARM_UP_VISITS });
  }
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const connections of CONNECTIONS) {
      const pair: Round[] = [];
      for (const target of targets) pair.push(await measure(visitor, target, connections, seconds));
      const rates = pair.map(({ target, perSecond }) => `${target} ${perSecond.toFixed(0)}/s`).join(', ');
      progress(`round ${round} of ${rounds}, ${connections} connections: ${rates}`);
      measured.push(...pair);
    }
  }
  const pages = targets.map(({ name, pageBytes }) => `${name} ${pageBytes} bytes`).join(', ');
  const how = `${rounds} rounds of ${seconds} s each, in turns: median (lowest–highest); pages: ${pages}`;
  return [head, how, ...visitTables(measured, CONNECTIONS)].join('\n\n');
}

async function measure(
  visitor: Visitor,
  target: Target,
  connections: number,
  seconds: number,
): Promise<Round> {
  const pids = Object.entries({ ...target.pids, 'load generator': visitor.pid });
  const before = pids.map(([, pid]) => cpuMs(pid));
  const outcome = await visitor.visit({ url: target.url, connections, seconds });
  await sleep(SETTLE_MS);
  const used = pids.map(([name, pid], index) => [name, (cpuMs(pid) - (before[index] ?? NaN)) / outcome.sent]);
  const cpu = Object.fromEntries(used) as Record<string, number>;
  return { ...outcome, target: target.name, connections, cpuMs: cpu };
}
