import { buildBareChain, startBareChain } from './chains';
import { startLoadGenerator } from './load-generator';
import { startQuartet } from './quartet';
import { describeMachine, formatTable, logProgress } from './report';
import { formatSpread, ratios } from './statistics';

const PAGES = [
  '/',
  '/objects/ID',
  '/rules',
  '/rules/attack',
  '/rules/order',
  '/history',
  '/verify?seed=bench',
  '/export',
  '/api',
  '/status',
];
const VISITS = 200;
const WARM_UP_VISITS = 1_000;
/** Objects in the history before the measurement. */
const OBJECTS = 1_000;

/** Measures the latency of each page, without concurrency, in turns with the bare chain, and returns the report. */
export async function benchPages(rounds: number): Promise<string> {
  const machine = describeMachine();
  const generator = startLoadGenerator();
  const quartet = await startQuartet();
  const bare = await startBareChain(await buildBareChain(), quartet.pageBytes);
  await generator.run({ url: quartet.url, connections: 8, visits: OBJECTS });
  const site = new URL(quartet.url).origin;
  const id = await drawObject(site);
  const pages = [
    { name: 'bare chain', url: bare.url },
    ...PAGES.map((path) => ({ name: path, url: site + path.replace('ID', id) })),
  ].map((page) => ({ ...page, median: [] as number[], p99: [] as number[] }));
  for (const { name, url } of pages) {
    logProgress(`warming up ${name}`);
    await generator.run({ url, connections: 1, visits: WARM_UP_VISITS });
  }
  for (let round = 1; round <= rounds; round++) {
    for (const page of pages) {
      const { p50, p99 } = await generator.run({ url: page.url, connections: 1, visits: VISITS });
      page.median.push(p50);
      page.p99.push(p99);
    }
    logProgress(`round ${round} of ${rounds}`);
  }
  const [reference] = pages;
  const method = `${rounds} rounds of ${VISITS} visits to each page, one after the other, in turns: median (lowest–highest)`;
  const rows = pages.map((page) => [
    page.name,
    formatSpread(page.median, 1),
    formatSpread(page.p99, 1),
    formatSpread(ratios(page.median, reference?.median ?? []), 1),
  ]);
  const head = ['page', 'median, ms', 'p99, ms', 'median / bare chain'];
  return [machine, method, formatTable([head, ...rows])].join('\n\n');
}

/** Draws an object and returns its id. */
async function drawObject(site: string): Promise<string> {
  const response = await fetch(site, { headers: { Accept: 'application/json' } });
  const { id } = (await response.json()) as { id: string };
  return id;
}
