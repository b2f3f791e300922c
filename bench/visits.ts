import { setTimeout as sleep } from 'node:timers/promises';
import { buildBareChain, startBareChain, startExpressChain } from './chains';
import { startFloor } from './floor';
import { type LoadGenerator, startLoadGenerator } from './load-generator';
import { cpuMs } from './proc';
import { startQuartet } from './quartet';
import { describeMachine, logProgress } from './report';
import type { Target } from './target';
import { type Round, formatVisitTables } from './visit-tables';

const CONNECTIONS = [1, 16, 64];
/** V8 optimises the code during the first few thousand visits, which take twice as long. */
const WARM_UP_VISITS = 4_000;
/** Few: on a busy machine, cold services would miss their deadlines under more load. */
const WARM_UP_CONNECTIONS = 8;
/** Requests that are in flight at the end of a round finish before CPU time is read. */
const SETTLE_MS = 300;

/** Measures visits to Quartet and to the references in turns, `rounds` of `seconds` each, and returns the report. */
export async function benchVisits(rounds: number, seconds: number): Promise<string> {
  const machine = describeMachine();
  const quartet = await startQuartet();
  const { pageBytes } = quartet;
  const bare = await startBareChain(await buildBareChain(), pageBytes);
  const targets = [quartet, bare, await startExpressChain(pageBytes), await startFloor(pageBytes)];
  const measured = await measureRounds(targets, CONNECTIONS, rounds, seconds);
  const pages = targets.map(({ name, pageBytes }) => `${name} ${pageBytes} bytes`).join(', ');
  const method = `${rounds} rounds of ${seconds} s each, in turns: median (lowest–highest); pages: ${pages}`;
  return [machine, method, ...formatVisitTables(measured, CONNECTIONS)].join('\n\n');
}

/** Measures visits to the targets in turns, `rounds` of `seconds` each for each number of connections. */
export async function measureRounds(
  targets: readonly Target[],
  connectionCounts: readonly number[],
  rounds: number,
  seconds: number,
): Promise<Round[]> {
  const generator = startLoadGenerator();
  for (const target of targets) {
    logProgress(`warming up ${target.name} with ${WARM_UP_VISITS} visits`);
    await generator.run({ url: target.url, connections: WARM_UP_CONNECTIONS, visits: WARM_UP_VISITS });
  }
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const connections of connectionCounts) {
      const turn: Round[] = [];
      for (const target of targets) turn.push(await measure(generator, target, connections, seconds));
      const rates = turn.map(({ target, perSecond }) => `${target} ${perSecond.toFixed(0)}/s`).join(', ');
      logProgress(`round ${round} of ${rounds}, connections ${connections}: ${rates}`);
      measured.push(...turn);
    }
  }
  return measured;
}

async function measure(
  generator: LoadGenerator,
  target: Target,
  connections: number,
  seconds: number,
): Promise<Round> {
  const pids = Object.entries({ ...target.pids, 'load generator': generator.pid });
  const before = pids.map(([, pid]) => cpuMs(pid));
  const result = await generator.run({ url: target.url, connections, seconds });
  await sleep(SETTLE_MS);
  const used = pids.map(([name, pid], index) => [name, (cpuMs(pid) - (before[index] ?? NaN)) / result.sent]);
  const cpu = Object.fromEntries(used) as Record<string, number>;
  return { ...result, target: target.name, connections, cpuMs: cpu };
}
