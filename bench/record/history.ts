import { openTestRepository } from '../../test/support/repository';
import type { Repository } from '../../service4-product/src/repository/open';
import { machine, progress, table } from '../report';
import { median, ratios, spread } from '../statistics';
import { type BenchDatabase, mariadbServer, sqliteDatabase } from './databases';
import { fill } from './fill';
import { benchObject } from './objects';

const FEW = 1_000;
/** So small that each page is full, also with a thousand objects. */
const LIMIT = 10;
/** Calls of which one figure is the median. */
const CALLS = 200;

interface Question {
  name: string;
  ask: (repository: Repository, objects: number) => Promise<unknown>;
}

const [rule, outcome] = ['rule-8', 'CRIT'];
const QUESTIONS: Question[] = [
  { name: 'newest page', ask: ({ objects: store }) => store.list({ limit: LIMIT }) },
  { name: 'page in the middle', ask: ({ objects: store }, n) => store.list({ limit: LIMIT, before: n / 2 }) },
  {
    name: 'page of a rule set',
    ask: ({ objects: store }, n) => store.list({ limit: LIMIT, rule, before: n - 50 }),
  },
  { name: 'page of an outcome', ask: ({ objects: store }) => store.list({ limit: LIMIT, outcome }) },
  { name: 'page of both', ask: ({ objects: store }) => store.list({ limit: LIMIT, rule, outcome }) },
  {
    name: 'page back, of both',
    ask: ({ objects: store }, n) => store.list({ limit: LIMIT, rule, outcome, after: n / 2 }),
  },
  {
    name: 'one object',
    ask: ({ objects: store }, n) => store.find(benchObject(Math.floor(n / 3), 'fill').id),
  },
  { name: 'statistics', ask: ({ objects: store }) => store.counts() },
];

/** The history and the statistics with a thousand objects and with `many`, in turns; gives the report. */
export async function benchHistory(rounds: number, many: number): Promise<string> {
  const head = machine();
  const onServer = await mariadbServer();
  const rows = [['median of a call, ms', `${FEW} objects`, `${many} objects`, 'many / few']];
  const databases = [
    [await sqliteDatabase(), await sqliteDatabase()],
    [await onServer('few'), await onServer('many')],
  ] as const;
  for (const [few, more] of databases) {
    const small = await filled(few, FEW);
    const large = await filled(more, many);
    for (const { name, ask } of QUESTIONS) {
      const times: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        times[0].push(await timeOf(() => ask(small, FEW)));
        times[1].push(await timeOf(() => ask(large, many)));
      }
      rows.push([
        `${few.name}, ${name}`,
        spread(times[0], 3),
        spread(times[1], 3),
        spread(ratios(times[1], times[0]), 2),
      ]);
      progress(rows.at(-1)?.join('  ') ?? '');
    }
    await Promise.all([small.close(), large.close()]);
  }
  return [head, `${rounds} rounds of ${CALLS} calls, in turns: median (lowest–highest)`, table(rows)].join(
    '\n\n',
  );
}

async function filled({ name, settings }: BenchDatabase, objects: number): Promise<Repository> {
  const repository = await openTestRepository(settings);
  progress(`filling ${name} with ${objects} objects`);
  await fill(repository.db(), objects, 'fill');
  return repository;
}

async function timeOf(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < CALLS; index++) {
    const began = performance.now();
    await call();
    times.push(performance.now() - began);
  }
  return median(times);
}
