import { openTestRepository } from '../../test/support/repository';
import { describeMachine, formatTable, logProgress } from '../report';
import { formatSpread, ratios } from '../statistics';
import { openBareMariadb } from './bare-mariadb';
import { openBareSqlite } from './bare-sqlite';
import { type BenchDatabase, createSqliteDatabase, startMariadbServer } from './databases';
import { benchObject } from './objects';
import type { Writer } from './writer';

interface Load {
  name: string;
  /** Calls in parallel. */
  callers: number;
  /** Objects per call. */
  batch: number;
}

const LOADS: Load[] = [
  { name: 'one by one', callers: 1, batch: 1 },
  { name: 'one by one, 64 callers', callers: 64, batch: 1 },
  { name: 'batches of 100', callers: 1, batch: 100 },
  { name: 'batches of 100, 8 callers', callers: 8, batch: 100 },
];

let place = 0;

/** Measures recordings per second, in turns with the bare driver's inserts of the same rows, and returns the report. */
export async function benchRecordings(rounds: number, seconds: number): Promise<string> {
  const machine = describeMachine();
  const createMariadbDatabase = await startMariadbServer();
  const rows = [['recordings per second', 'Quartet', 'bare driver', 'Quartet / bare driver']];
  for (const database of [await createSqliteDatabase(), await createMariadbDatabase('recordings')]) {
    const [ours, bare] = await openWriters(database);
    for (const load of LOADS) {
      const rates: [number[], number[]] = [[], []];
      await measureRate(ours, load, 1);
      await measureRate(bare, load, 1);
      for (let round = 0; round < rounds; round++) {
        rates[0].push(await measureRate(ours, load, seconds));
        rates[1].push(await measureRate(bare, load, seconds));
      }
      const name = `${database.name}, ${load.name}`;
      rows.push([
        name,
        formatSpread(rates[0], 0),
        formatSpread(rates[1], 0),
        formatSpread(ratios(...rates), 2),
      ]);
      logProgress(rows.at(-1)?.join('  ') ?? '');
    }
    await Promise.all([ours.close(), bare.close()]);
  }
  const method = `${rounds} rounds of ${seconds} s, in turns: median (lowest–highest)`;
  return [machine, method, formatTable(rows)].join('\n\n');
}

/** Opens Quartet's repository and the bare driver on the same database. */
async function openWriters({ settings }: BenchDatabase): Promise<[Writer, Writer]> {
  const { objects: store, close } = await openTestRepository(settings, { timeoutMs: 60_000 });
  const bare = settings.engine === 'sqlite' ? openBareSqlite(settings.file) : await openBareMariadb(settings);
  return [{ write: (objects) => store.record(objects), close }, bare];
}

async function measureRate({ write }: Writer, { callers, batch }: Load, seconds: number): Promise<number> {
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  let written = 0;
  const call = async () => {
    while (performance.now() < until) {
      await write(Array.from({ length: batch }, () => benchObject(place++)));
      written += batch;
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return written / ((performance.now() - startedAt) / 1_000);
}
