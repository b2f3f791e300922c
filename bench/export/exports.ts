import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { memoryOf } from '../proc';
import { startProcess } from '../processes';
import { startQuartet } from '../quartet';
import { describeMachine, formatTable, logProgress } from '../report';
import { formatSpread, median, ratios } from '../statistics';
import { rowsPerSecond } from './rows-per-second';

/** A producer of CSV rows, with its rows per second in each round. */
interface Exporter {
  name: string;
  open: (count: number) => Promise<Readable> | Readable;
  rates: number[];
}

const SAMPLE_MS = 100;
const COMMAND = join(__dirname, '..', '..', 'service4-product', 'dist', 'commands', 'export.js');

/**
 * Measures exports of the rule set `attack` as CSV, in turns with faker-js and the same columns, then the frontend's
 * memory during an export of `largest` rows. Returns the report.
 */
export async function benchExport(rounds: number, rows: number, largest: number): Promise<string> {
  const machine = describeMachine();
  const { url, pids } = await startQuartet();
  const overHttp = (count: number) =>
    download(`${url}export?rule=attack&seed=bench&count=${count}&format=csv`);
  const exporters: Exporter[] = [
    {
      name: 'faker-js',
      open: (count) => runNode([...process.execArgv, join(__dirname, 'faker-rows.ts'), String(count)]),
      rates: [],
    },
    {
      name: 'npm run export',
      open: (count) => runNode([COMMAND, '--seed', 'bench', '--count', String(count)]),
      rates: [],
    },
    { name: 'GET /export', open: overHttp, rates: [] },
  ];
  for (let round = 1; round <= rounds; round++) {
    for (const { open, rates } of exporters) rates.push(await rowsPerSecond(await open(rows), rows));
    logProgress(
      `round ${round} of ${rounds}: ${exporters.map(({ name, rates }) => `${name} ${rates.at(-1)?.toFixed(0)}/s`).join(', ')}`,
    );
  }
  logProgress(`${largest} rows over HTTP`);
  const stopSampling = sampleMemory(pids.frontend ?? NaN);
  const speed = await rowsPerSecond(await overHttp(largest), largest);
  const method = `${rounds} rounds of ${rows} rows each, in turns: median (lowest–highest)`;
  const tables = [speedTable(exporters), memoryTable(largest, speed, stopSampling())];
  return [machine, method, ...tables].join('\n\n');
}

function speedTable(exporters: Exporter[]): string {
  const [reference] = exporters;
  return formatTable([
    ['', 'rows/s', '/ faker-js'],
    ...exporters.map(({ name, rates }) => [
      name,
      formatSpread(rates, 0),
      formatSpread(ratios(rates, reference?.rates ?? []), 2),
    ]),
  ]);
}

/** Memory is constant if the medians of the four quarters are equal. */
function memoryTable(rows: number, speed: number, samples: number[]): string {
  const quarter = (number: number) =>
    median(samples.slice((samples.length / 4) * (number - 1), (samples.length / 4) * number)).toFixed(0);
  return formatTable([
    ['rows', 'rows/s', 'peak, MiB', '1st quarter', '2nd', '3rd', '4th'],
    [String(rows), speed.toFixed(0), Math.max(...samples).toFixed(0), ...[1, 2, 3, 4].map(quarter)],
  ]);
}

/** Samples the resident memory of a process in MiB until the returned function is called, which returns the samples. */
function sampleMemory(pid: number): () => number[] {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(memoryOf(pid).rss), SAMPLE_MS);
  return () => {
    clearInterval(timer);
    return samples;
  };
}

/** Runs a Node program and returns its standard output. */
function runNode(args: string[]): Readable {
  const { child } = startProcess([process.execPath, ...args], {}, { output: 'pipe' });
  if (!child.stdout) throw new Error(`\`${args.join(' ')}\` has no standard output.`);
  return child.stdout;
}

const download = (url: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(url, resolve).on('error', reject);
  });
