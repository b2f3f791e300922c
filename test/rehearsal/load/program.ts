import { Command, InvalidArgumentError } from 'commander';

export interface VisitOptions {
  pool: string;
  journal: string;
  visitors: number;
  /** Milliseconds. */
  pause: number;
  name: string;
}

export interface SummaryOptions {
  journal: string;
  steps: string;
}

export interface CompareOptions {
  journal: string;
  objects: string;
}

export interface Actions {
  visit(options: VisitOptions): Promise<void> | void;
  summary(options: SummaryOptions): Promise<void> | void;
  compare(options: CompareOptions): Promise<void> | void;
}

const EXIT_CODES = `
Exit codes:
  0  success
  1  an object is lost or duplicate
  2  wrong usage
  3  unusable file or no shown object`;

/** Creates the command line. `print` receives the help. Parsing throws a CommanderError after an error is printed. */
export function createProgram(actions: Actions, print: (text: string) => void): Command {
  // Commands inherit these settings, so set them before the first command.
  const program = new Command('node -r ts-node/register/transpile-only test/rehearsal/load/main.ts')
    .description(
      'Visit the site on several machines, write a journal, and compare the journal with the database.',
    )
    .addHelpText('afterAll', EXIT_CODES)
    .configureOutput({ writeOut: print })
    .showHelpAfterError()
    .exitOverride();

  program
    .command('visit')
    .description(
      'Request `GET /` until SIGTERM or Ctrl-C, and append a line to the journal for each visit. A visit skips a ' +
        'machine that accepts no connection within 2 s. If a machine sends no valid answer within 10 s, the visit ' +
        'retries once on another machine.',
    )
    .requiredOption(
      '--pool <file>',
      'base URLs of the machines, one a line, such as http://10.0.0.1; read before each visit. Replace it with mv, so ' +
        'that no visitor reads half a file. If it is invalid, the last valid list applies',
      parseFile,
    )
    .requiredOption('--journal <file>', 'journal to append to', parseFile)
    .option('--visitors <n>', 'number of concurrent visitors', parseInteger(1, 1_000), 8)
    .option('--pause <ms>', 'milliseconds between an answer and the next visit', parseInteger(0, 60_000), 200)
    .option('--name <name>', 'prefix of the seeds', parseName, 'rehearsal')
    .action((options: VisitOptions) => actions.visit(options));
  program
    .command('summary')
    .description(
      'Print a table of the visits during each step, with tab-separated columns. A visit counts for the step that it ' +
        'ended in.',
    )
    .requiredOption('--journal <file>', 'journal of the visits', parseFile)
    .requiredOption(
      '--steps <file>',
      'one step a line: TITLE, RESULT, SECONDS, START, END, separated by tabs; START and END are seconds since 1970 ' +
        '($EPOCHREALTIME)',
      parseFile,
    )
    .action((options: SummaryOptions) => actions.summary(options));
  program
    .command('compare')
    .description(
      'Check that each shown object is recorded exactly once, including objects that were queued. Run it when all ' +
        'queues are empty.',
    )
    .requiredOption('--journal <file>', 'journal of the visits', parseFile)
    .requiredOption(
      '--objects <file>',
      'one recorded object a line: its id, or its id, seed and index, separated by tabs. Seed and index also reveal ' +
        'draws that are recorded under two ids',
      parseFile,
    )
    .action((options: CompareOptions) => actions.compare(options));
  return program;
}

function parseFile(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It must be a file.');
}

const parseInteger = (min: number, max: number) => (text: string) => {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (number >= min && number <= max) return number;
  throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
};

/** Restricts the characters, because the name appears unescaped in seeds, URLs and tables. */
function parseName(text: string): string {
  if (/^[\w.-]{1,64}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be 1 to 64 letters, digits, _, . or -.');
}
