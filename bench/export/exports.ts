import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { memoryOf } from '../proc';
import { startProcess } from '../processes';
import { startQuartet } from '../quartet';
import { machine, progress, table } from '../report';
import { median, ratios, spread } from '../statistics';
import { rowsPerSecond } from './rows-per-second';

/** A column of the table: what writes the rows, and its rows a second, round by round. */
interface Writer {
  name: string;
  open: (count: number) => Promise<Readable> | Readable;
  measured: number[];
}

const SAMPLE_MS = 100;
const COMMAND = join(__dirname, '..', '..', 'service4-product', 'dist', 'commands', 'export.js');

/** Exports of the rule set `attack` as CSV beside faker-js, which makes the same columns, in turns; gives the report. */
export async function benchExport(rounds: number, rows: number, largest: number): Promise<string> {
  const head = machine();
  const { url, pids } = await startQuartet();
  const overHttp = (count: number) =>
    download(`${url}export?rule=attack&seed=bench&count=${count}&format=csv`);
  const writers: Writer[] = [
    {
      name: 'faker-js',
      open: (count) => output([...process.execArgv, join(__dirname, 'faker-rows.ts'), String(count)]),
      measured: [],
    },
    {
      name: 'npm run export',
      open: (count) => output([COMMAND, '--seed', 'bench', '--count', String(count)]),
      measured: [],
    },
    { name: 'GET /export', open: overHttp, measured: [] },
  ];
  for (let round = 1; round <= rounds; round++) {
    for (const { open, measured } of writers) measured.push(await rowsPerSecond(await open(rows), rows));
    progress(
      `round ${round} of ${rounds}: ${writers.map(({ name, measured }) => `${name} ${measured.at(-1)?.toFixed(0)}/s`).join(', ')}`,
    );
  }
  progress(`${largest} rows over HTTP`);
  const memory = watch(pids.frontend ?? NaN);
  const speed = await rowsPerSecond(await overHttp(largest), largest);
  const how = `${rounds} rounds of ${rows} rows each, in turns: median (lowest–highest)`;
  return [head, how, speeds(writers), memoryTable(largest, speed, memory())].join('\n\n');
}

function speeds(writers: Writer[]): string {
  const [reference] = writers;
  return table([
    ['', 'rows/s', '/ faker-js'],
    ...writers.map(({ name, measured }) => [
      name,
      spread(measured, 0),
      spread(ratios(measured, reference?.measured ?? []), 2),
    ]),
  ]);
}

/** Resident memory of the frontend while it exports: flat, where the quarters are alike. */
function memoryTable(rows: number, speed: number, samples: number[]): string {
  const quarter = (number: number) =>
    median(samples.slice((samples.length / 4) * (number - 1), (samples.length / 4) * number)).toFixed(0);
  return table([
    ['rows', 'rows/s', 'peak, MiB', '1st quarter', '2nd', '3rd', '4th'],
    [...[String(rows), speed.toFixed(0), Math.max(...samples).toFixed(0)], ...[1, 2, 3, 4].map(quarter)],
  ]);
}

/** Looks at a process' memory from now on; calling what it gives ends that. */
function watch(pid: number): () => number[] {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(memoryOf(pid).rss), SAMPLE_MS);
  return () => {
    clearInterval(timer);
    return samples;
  };
}

/** What a Node program writes to its standard output. */
function output(parameters: string[]): Readable {
  const { child } = startProcess([process.execPath, ...parameters], {}, { output: 'pipe' });
  if (!child.stdout) throw new Error('A program has no output.');
  return child.stdout;
}

const download = (url: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(url, resolve).on('error', reject);
  });
