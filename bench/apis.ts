import { setTimeout as sleep } from 'node:timers/promises';
import { buildBareChain, startBareChain } from './chains';
import { startLoadGenerator } from './load-generator';
import { cpuMs } from './proc';
import { startQuartet } from './quartet';
import { describeMachine, formatTable, logProgress } from './report';
import { formatSpread, ratios } from './statistics';

const CONNECTIONS = 64;
const WARM_UP = 4_000;
/** Requests that are in flight at the end of a round finish before CPU time is read. */
const SETTLE_MS = 300;

/** Measures calls of one API at a time, in turns with a `node:http` server that answers a number, and returns the report. */
export async function benchApis(rounds: number, seconds: number): Promise<string> {
  const machine = describeMachine();
  const generator = startLoadGenerator();
  const quartet = await startQuartet();
  const bare = await startBareChain(await buildBareChain(), quartet.pageBytes);
  const apis = [
    { name: 'bare number', url: bare.urls.number ?? '', pid: bare.pids.number ?? 0 },
    { name: '/number', url: `${quartet.urls.number}number`, pid: quartet.pids.number ?? 0 },
    { name: '/float', url: `${quartet.urls.float}float`, pid: quartet.pids.float ?? 0 },
    {
      name: '/product, computed',
      url: `${quartet.urls.product}product`,
      pid: quartet.pids.product ?? 0,
      body: { number: 2, float: 7.21 },
    },
  ].map((api) => ({ ...api, perSecond: [] as number[], p99: [] as number[], cpu: [] as number[] }));
  for (const { name, url, body } of apis) {
    logProgress(`warming up ${name}`);
    await generator.run({ url, connections: CONNECTIONS, visits: WARM_UP, ...(body && { body }) });
  }
  for (let round = 1; round <= rounds; round++) {
    for (const { url, pid, body, perSecond, p99, cpu } of apis) {
      const before = cpuMs(pid);
      const result = await generator.run({ url, connections: CONNECTIONS, seconds, ...(body && { body }) });
      await sleep(SETTLE_MS);
      perSecond.push(result.perSecond);
      p99.push(result.p99);
      cpu.push((cpuMs(pid) - before) / result.sent);
    }
    logProgress(`round ${round} of ${rounds}`);
  }
  const [reference] = apis;
  const head = ['API', 'calls/s', '/ bare number', 'p99, ms', 'CPU, ms per call'];
  const rows = apis.map(({ name, perSecond, p99, cpu }) => [
    name,
    formatSpread(perSecond, 0),
    formatSpread(ratios(perSecond, reference?.perSecond ?? []), 2),
    formatSpread(p99, 1),
    formatSpread(cpu, 3),
  ]);
  const method = `${rounds} rounds of ${seconds} s each at ${CONNECTIONS} connections, in turns: median (lowest–highest)`;
  return [machine, method, formatTable([head, ...rows])].join('\n\n');
}
