import { buildBareChain, startBareChain } from './bare';
import { startQuartet } from './quartet';
import { machine, progress, table } from './report';
import { ratios, spread } from './statistics';
import { startVisitor } from './visitor';

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
/** So many objects there are to be shown. */
const OBJECTS = 1_000;

/** Each page, one visit after the other, beside the bare chain's, in turns: how long it takes; gives the report. */
export async function benchPages(rounds: number): Promise<string> {
  const head = machine();
  const visitor = startVisitor();
  const quartet = await startQuartet();
  const bare = await startBareChain(await buildBareChain(), quartet.pageBytes);
  await visitor.visit({ url: quartet.url, connections: 8, visits: OBJECTS });
  const site = new URL(quartet.url).origin;
  const id = await someObject(site);
  const pages = [
    { name: 'bare chain', url: bare.url },
    ...PAGES.map((path) => ({ name: path, url: site + path.replace('ID', id) })),
  ].map((page) => ({ ...page, median: [] as number[], p99: [] as number[] }));
  for (const { name, url } of pages) {
    progress(`warming up ${name}`);
    await visitor.visit({ url, connections: 1, visits: WARM_UP_VISITS });
  }
  for (let round = 1; round <= rounds; round++) {
    for (const page of pages) {
      const { p50, p99 } = await visitor.visit({ url: page.url, connections: 1, visits: VISITS });
      page.median.push(p50);
      page.p99.push(p99);
    }
    progress(`round ${round} of ${rounds}`);
  }
  const [reference] = pages;
  const how = `${rounds} rounds of ${VISITS} visits to each page, one after the other, in turns: median (lowest–highest)`;
  const rows = pages.map((page) => [
    page.name,
    spread(page.median, 1),
    spread(page.p99, 1),
    spread(ratios(page.median, reference?.median ?? []), 1),
  ]);
  return [head, how, table([['page', 'median, ms', 'p99, ms', 'median / bare chain'], ...rows])].join('\n\n');
}

async function someObject(site: string): Promise<string> {
  const response = await fetch(site, { headers: { Accept: 'application/json' } });
  const { id } = (await response.json()) as { id: string };
  return id;
}
