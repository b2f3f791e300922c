import { parseArgs } from 'node:util';
import { benchApis } from './apis';
import { checkVisits } from './check';
import { cleanUp, cleanUpOnSignals } from './cleanup';
import { benchHistory } from './database/history';
import { benchRecordings } from './database/recordings';
import { benchExport } from './export/exports';
import { benchPages } from './pages';
import { benchStart } from './start';
import { benchVisits } from './visits';

const USAGE = `Usage: npm run bench [-- COMMAND] [--check] [--rounds N] [--seconds S] [--objects N] [--rows N]

  visits   (default) Visits per second, latency and CPU time of the built services, compared with a bare chain of
           four node:http servers, a chain of Express and axios, and the floor, one process that does the same work:
           7 rounds of 3 s at 1, 16 and 64 connections.
  apis     Calls of /number, /float and /product per second, compared with a node:http server that answers a number:
           7 rounds of 3 s.
  pages    Latency of each page without concurrency, compared with a visit to the bare chain: 5 rounds.
  export   CSV rows per second, compared with faker-js: 5 rounds of a million rows. Then the frontend's memory during
           an export of --rows rows (default 10000000).
  start    Time from npm start to the first page, and memory of the processes, compared with the bare chain: 5 rounds.
  record   Recordings per second, single and in batches, on SQLite and MariaDB, compared with the same inserts by the
           bare driver: 5 rounds of 3 s each.
  history  Latency of history and statistics with --objects objects (default 10000000), compared with a thousand, on
           both databases. Filling them takes minutes, and gigabytes in the folder for temporary files.

--check makes a short run of visits instead, and fails if Quartet has become slower in comparison with the bare chain:
if it has lost more than a fifth of the ratios in bench/baseline.json.

Both sides run in turns in the same run and use only the loopback interface. Progress goes to standard error, the tables
go to standard output. The benchmarks run only on Linux: they read CPU time and memory from /proc. See docs/benchmarks.md.
`;

void main().then(() => process.exit());

async function main(): Promise<void> {
  cleanUpOnSignals();
  try {
    process.stdout.write(`${await run(process.argv.slice(2))}\n`);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  } finally {
    await cleanUp();
  }
}

async function run(args: string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      check: { type: 'boolean' },
      rounds: { type: 'string' },
      seconds: { type: 'string', default: '3' },
      objects: { type: 'string', default: '10000000' },
      rows: { type: 'string', default: '10000000' },
    },
  });
  if (values.help) return USAGE.trimEnd();
  if (process.platform !== 'linux') throw new Error('The benchmarks read /proc, so they run only on Linux.');
  const [command = 'visits', ...more] = positionals;
  if (more.length > 0)
    throw new Error(`Give only one command, got \`${positionals.join(' ')}\`.\n\n${USAGE}`);
  if (values.check) {
    if (command !== 'visits') throw new Error(`\`--check\` measures visits, not \`${command}\`.`);
    return checkVisits();
  }
  if (command === 'visits')
    return benchVisits(parseWhole('rounds', values.rounds ?? '7'), parseWhole('seconds', values.seconds));
  if (command === 'apis')
    return benchApis(parseWhole('rounds', values.rounds ?? '7'), parseWhole('seconds', values.seconds));
  if (command === 'record')
    return benchRecordings(parseWhole('rounds', values.rounds ?? '5'), parseWhole('seconds', values.seconds));
  if (command === 'history')
    return benchHistory(parseWhole('rounds', values.rounds ?? '5'), Number(values.objects));
  if (command === 'pages') return benchPages(parseWhole('rounds', values.rounds ?? '5'));
  if (command === 'export')
    return benchExport(parseWhole('rounds', values.rounds ?? '5'), 1_000_000, Number(values.rows));
  if (command === 'start') return benchStart(parseWhole('rounds', values.rounds ?? '5'));
  throw new Error(`Unknown command \`${command}\`.\n\n${USAGE}`);
}

function parseWhole(name: string, text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new Error(`\`--${name}\` must be a whole number from 1 to 999, got \`${text}\`.`);
}
