import { CommanderError } from 'commander';
import { compare } from './compare';
import { Journal, readJournal } from './journal';
import { Pool } from './pool';
import { createProgram, type VisitOptions } from './program';
import { readRecordedObjects } from './recorded-objects';
import { readSteps } from './steps';
import { summarize } from './summary';
import { runVisitors } from './visitors';

/**
 * Runs the command that the arguments name and returns its exit code.
 *
 * @throws {FileError} if a file is unusable
 */
export async function runCli(args: readonly string[], print: (text: string) => void): Promise<number> {
  let exitCode = 0;
  const program = createProgram(
    {
      visit,
      async summary({ journal, steps }) {
        print(summarize(await readJournal(journal), await readSteps(steps)));
      },
      async compare({ journal, objects }) {
        const { isConsistent, report } = compare(
          await readJournal(journal),
          await readRecordedObjects(objects),
        );
        print(report);
        if (!isConsistent) exitCode = 1;
      },
    },
    print,
  );
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

async function visit({ pool: file, journal: path, visitors, pause, name }: VisitOptions): Promise<void> {
  const stop = new AbortController();
  const abort = () => {
    stop.abort();
  };
  // `once`, so that a second signal ends the process without waiting for the visits in flight.
  process.once('SIGTERM', abort).once('SIGINT', abort);
  const pool = await Pool.open(file);
  const journal = await Journal.open(path, abort);
  await runVisitors(pool, { visitors, pauseMs: pause, name }, journal.add, stop.signal);
  await journal.close();
}
