import { openTestRepository } from '../../test/support/repository';
import { machine, progress, table } from '../report';
import { ratios, spread } from '../statistics';
import { bareMariadb } from './bare-mariadb';
import { bareSqlite } from './bare-sqlite';
import { type BenchDatabase, mariadbServer, sqliteDatabase } from './databases';
import { benchObject } from './objects';
import type { Writer } from './writer';

interface Load {
  name: string;
  /** Calls that are under way at the same time. */
  callers: number;
  /** Objects of one call. */
  batch: number;
}

const LOADS: Load[] = [
  { name: 'one by one', callers: 1, batch: 1 },
  { name: 'one by one, 64 callers', callers: 64, batch: 1 },
  { name: 'batches of 100', callers: 1, batch: 100 },
  { name: 'batches of 100, 8 callers', callers: 8, batch: 100 },
];

let place = 0;

/** Recordings per second beside the bare driver's inserts of the same rows, in turns; gives the report. */
export async function benchRecordings(rounds: number, seconds: number): Promise<string> {
  const head = machine();
  const onServer = await mariadbServer();
  const rows = [['recordings per second', 'Quartet', 'bare driver', 'Quartet / bare driver']];
  for (const database of [await sqliteDatabase(), await onServer('recordings')]) {
    const [ours, bare] = await writers(database);
    for (const load of LOADS) {
      const rates: [number[], number[]] = [[], []];
      await rate(ours, load, 1);
      await rate(bare, load, 1);
      for (let round = 0; round < rounds; round++) {
        rates[0].push(await rate(ours, load, seconds));
        rates[1].push(await rate(bare, load, seconds));
      }
      const name = `${database.name}, ${load.name}`;
      rows.push([name, spread(rates[0], 0), spread(rates[1], 0), spread(ratios(...rates), 2)]);
      progress(rows.at(-1)?.join('  ') ?? '');
    }
    await Promise.all([ours.close(), bare.close()]);
  }
  return [head, `${rounds} rounds of ${seconds} s, in turns: median (lowest–highest)`, table(rows)].join(
    '\n\n',
  );
}

/** Both write into the same database. */
async function writers({ settings }: BenchDatabase): Promise<[Writer, Writer]> {
  const { objects: store, close } = await openTestRepository(settings, { timeoutMs: 60_000 });
  const bare = settings.engine === 'sqlite' ? bareSqlite(settings.file) : await bareMariadb(settings);
  return [{ write: (objects) => store.record(objects), close }, bare];
}

async function rate({ write }: Writer, { callers, batch }: Load, seconds: number): Promise<number> {
  const began = performance.now();
  const until = began + seconds * 1_000;
  let written = 0;
  const call = async () => {
    while (performance.now() < until) {
      await write(Array.from({ length: batch }, () => benchObject(place++)));
      written += batch;
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return written / ((performance.now() - began) / 1_000);
}
