import { parseArgs } from 'node:util';
import { endAll, endOnSignals } from './lifetime';
import { benchExport } from './export/exports';
import { benchPages } from './pages';
import { benchHistory } from './record/history';
import { benchRecordings } from './record/recordings';
import { benchStart } from './start';
import { benchVisits } from './visits';

const USAGE = `Usage: npm run bench [-- COMMAND] [--rounds N] [--seconds S] [--objects N] [--rows N]

  visits  (default) page visits per second, their latency and their CPU time, of the built services as npm start
          runs them, beside a bare chain of four node:http servers: 7 rounds of 3 s at 16 and at 64 connections
  record  recordings per second, single and in batches, on SQLite and MariaDB, beside the same inserts by the bare
          driver: 5 rounds of 3 s each
  history history and statistics with a thousand objects and with many (--objects, 10000000 unless told), on both
          databases: filling them takes some minutes, and gigabytes in the folder for temporary files
  pages   how long each page takes, one visit after the other, beside a visit to the bare chain: 5 rounds
  export  rows per second as CSV, beside faker-js with the same columns: 5 rounds of a million rows; then the frontend's
          memory over an export of ten million (--rows)
  start   npm start from call to first page, and the memory of its processes, beside the bare chain's: 5 rounds

Both sides run in turns in the same run, over the loopback only. Progress goes to standard error, tables to standard
output. Linux only: CPU time and memory are read from /proc. See docs/benchmarks.md.
`;

void main().then(() => process.exit());

async function main(): Promise<void> {
  endOnSignals();
  try {
    process.stdout.write(`${await run(process.argv.slice(2))}\n`);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  } finally {
    await endAll();
  }
}

async function run(args: string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      rounds: { type: 'string' },
      seconds: { type: 'string', default: '3' },
      objects: { type: 'string', default: '10000000' },
      rows: { type: 'string', default: '10000000' },
    },
  });
  if (values.help) return USAGE.trimEnd();
  if (process.platform !== 'linux') throw new Error('The benchmarks read /proc: they run on Linux only.');
  const [command = 'visits', ...more] = positionals;
  if (more.length > 0) throw new Error(`One command at a time.\n\n${USAGE}`);
  if (command === 'visits')
    return benchVisits(whole('rounds', values.rounds ?? '7'), whole('seconds', values.seconds));
  if (command === 'record')
    return benchRecordings(whole('rounds', values.rounds ?? '5'), whole('seconds', values.seconds));
  if (command === 'history')
    return benchHistory(whole('rounds', values.rounds ?? '5'), Number(values.objects));
  if (command === 'pages') return benchPages(whole('rounds', values.rounds ?? '5'));
  if (command === 'export')
    return benchExport(whole('rounds', values.rounds ?? '5'), 1_000_000, Number(values.rows));
  if (command === 'start') return benchStart(whole('rounds', values.rounds ?? '5'));
  throw new Error(`There is no benchmark ${command}.\n\n${USAGE}`);
}

function whole(name: string, text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new Error(`--${name} must be a whole number from 1 to 999.`);
}
