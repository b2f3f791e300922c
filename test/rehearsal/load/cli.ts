import { compare } from './compare';
import { Journal, readJournal } from './journal';
import { type Options, readOptions } from './options';
import { Pool } from './pool';
import { readRecordedObjects } from './recorded-objects';
import { readSteps } from './steps';
import { summarize } from './summary';
import { USAGE } from './usage';
import { runVisitors } from './visitors';

/**
 * Runs the command that the arguments name and returns its exit code.
 *
 * @throws {UsageError} if an argument is invalid
 * @throws {FileError} if a file is unusable
 */
export async function runCli(args: readonly string[], print: (text: string) => void): Promise<number> {
  const options = readOptions(args);
  if (!options) {
    print(USAGE);
    return 0;
  }
  if (options.command === 'visit') return visit(options);
  const visits = await readJournal(options.journal);
  if (options.command === 'summary') {
    print(summarize(visits, await readSteps(options.steps)));
    return 0;
  }
  const { isConsistent, report } = compare(visits, await readRecordedObjects(options.objects));
  print(report);
  return isConsistent ? 0 : 1;
}

async function visit(options: Options & { command: 'visit' }): Promise<number> {
  const stop = new AbortController();
  const abort = () => {
    stop.abort();
  };
  // `once`, so that a second signal ends the process without waiting for the visits in flight.
  process.once('SIGTERM', abort).once('SIGINT', abort);
  const pool = await Pool.open(options.pool);
  const journal = await Journal.open(options.journal, abort);
  await runVisitors(pool, options, journal.add, stop.signal);
  await journal.close();
  return 0;
}
