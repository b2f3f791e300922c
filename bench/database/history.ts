import { openTestRepository } from '../../test/support/repository';
import type { Repository } from '../../service4-product/src/repository/open';
import { describeMachine, formatTable, logProgress } from '../report';
import { formatSpread, median, ratios } from '../statistics';
import { type BenchDatabase, createSqliteDatabase, startMariadbServer } from './databases';
import { fill } from './fill';
import { benchObject } from './objects';

const FEW = 1_000;
/** Small enough that each page is full with a thousand objects too. */
const LIMIT = 10;
/** Calls per round; the figure of a round is their median. */
const CALLS = 200;

interface Query {
  name: string;
  run: (repository: Repository, objects: number) => Promise<unknown>;
}

const [rule, outcome] = ['rule-8', 'CRIT'];
const QUERIES: Query[] = [
  { name: 'newest page', run: ({ objects: store }) => store.list({ limit: LIMIT }) },
  { name: 'page in the middle', run: ({ objects: store }, n) => store.list({ limit: LIMIT, before: n / 2 }) },
  {
    name: 'page of a rule set',
    run: ({ objects: store }, n) => store.list({ limit: LIMIT, rule, before: n - 50 }),
  },
  { name: 'page of an outcome', run: ({ objects: store }) => store.list({ limit: LIMIT, outcome }) },
  { name: 'page of both', run: ({ objects: store }) => store.list({ limit: LIMIT, rule, outcome }) },
  {
    name: 'previous page of both',
    run: ({ objects: store }, n) => store.list({ limit: LIMIT, rule, outcome, after: n / 2 }),
  },
  {
    name: 'one object',
    run: ({ objects: store }, n) => store.find(benchObject(Math.floor(n / 3), 'fill').id),
  },
  { name: 'statistics', run: ({ objects: store }) => store.counts() },
];

/** Measures history and statistics with a thousand objects and with `many`, in turns, and returns the report. */
export async function benchHistory(rounds: number, many: number): Promise<string> {
  const machine = describeMachine();
  const createMariadbDatabase = await startMariadbServer();
  const rows = [['median of a call, ms', `${FEW} objects`, `${many} objects`, 'many / few']];
  const databases = [
    [await createSqliteDatabase(), await createSqliteDatabase()],
    [await createMariadbDatabase('few'), await createMariadbDatabase('many')],
  ] as const;
  for (const [few, more] of databases) {
    const small = await openFilled(few, FEW);
    const large = await openFilled(more, many);
    for (const { name, run } of QUERIES) {
      const times: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        times[0].push(await measureMs(() => run(small, FEW)));
        times[1].push(await measureMs(() => run(large, many)));
      }
      rows.push([
        `${few.name}, ${name}`,
        formatSpread(times[0], 3),
        formatSpread(times[1], 3),
        formatSpread(ratios(times[1], times[0]), 2),
      ]);
      logProgress(rows.at(-1)?.join('  ') ?? '');
    }
    await Promise.all([small.close(), large.close()]);
  }
  const method = `${rounds} rounds of ${CALLS} calls, in turns: median (lowest–highest)`;
  return [machine, method, formatTable(rows)].join('\n\n');
}

async function openFilled({ name, settings }: BenchDatabase, objects: number): Promise<Repository> {
  const repository = await openTestRepository(settings);
  logProgress(`filling ${name} with ${objects} objects`);
  await fill(repository.db(), objects, 'fill');
  return repository;
}

/** Returns the median duration of a call. */
async function measureMs(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < CALLS; index++) {
    const startedAt = performance.now();
    await call();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}
