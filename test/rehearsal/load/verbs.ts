import { compare } from './compare';
import { Front } from './front';
import { Journal, readJournal } from './journal';
import { type Options, readOptions } from './options';
import { readRows } from './rows';
import { readSteps } from './steps';
import { summaryOf } from './summary';
import { USAGE } from './usage';
import { visitAll } from './visitors';

/** Does what the arguments ask for, and gives the exit code; `say` hears what there is to print. */
export async function perform(args: readonly string[], say: (text: string) => void): Promise<number> {
  const options = readOptions(args);
  if (!options) {
    say(USAGE);
    return 0;
  }
  if (options.verb === 'visit') return visit(options);
  const visits = await readJournal(options.journal);
  if (options.verb === 'summary') {
    say(summaryOf(visits, await readSteps(options.steps)));
    return 0;
  }
  const { isFine, text } = compare(visits, await readRows(options.rows));
  say(text);
  return isFine ? 0 : 1;
}

async function visit(options: Options & { verb: 'visit' }): Promise<number> {
  const stop = new AbortController();
  const end = () => {
    stop.abort();
  };
  // Once each: whoever cannot wait for the visits under way asks again.
  process.once('SIGTERM', end).once('SIGINT', end);
  const front = await Front.open(options.front);
  const journal = await Journal.open(options.journal, end);
  await visitAll(front, options, journal.add, stop.signal);
  await journal.close();
  return 0;
}
