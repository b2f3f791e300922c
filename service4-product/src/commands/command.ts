import { readArguments } from '@quartet/command-line';
import { ConfigError } from '@quartet/service-kit';
import { readDatabaseConfig } from '../config';
import { databaseSettings, type DatabaseSettings } from '../repository/database/settings';

/** Ends a command with a sentence on standard error. */
export class CommandError extends Error {
  constructor(
    sentence: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(sentence);
  }
}

/** How a command is called. */
interface Form<Flag extends string> {
  usage: string;
  flags?: readonly Flag[];
  /** Whether it is given one FILE. */
  takesFile?: boolean;
}

interface Given<Flag extends string> {
  flags: ReadonlySet<Flag>;
  /** Empty where the command takes none. */
  file: string;
  settings: DatabaseSettings;
}

/** Runs a command on the database that the environment names; `work` gives the exit code. */
export async function runCommand<Flag extends string>(
  form: Form<Flag>,
  work: (given: Given<Flag>) => Promise<number>,
): Promise<void> {
  // Should there be nothing left to wait for before the work is done, that is no success.
  process.exitCode = 1;
  try {
    const given = read(form, process.argv.slice(2));
    if (!given) process.stdout.write(form.usage);
    process.exitCode = given ? await work(given) : 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    // At once: the deadline of a statement whose connection was lost would keep the process alive for half an hour.
    process.exit(error instanceof CommandError ? error.exitCode : error instanceof ConfigError ? 2 : 1);
  }
}

/** What the command was given, or undefined where it is asked how it is called. */
function read<Flag extends string>(form: Form<Flag>, args: string[]): Given<Flag> | undefined {
  const { usage, flags = [], takesFile = false } = form;
  const { values, positionals } = parse(usage, flags, args);
  if (values.help) return undefined;
  if (positionals.length !== Number(takesFile))
    throw new CommandError(
      `${takesFile ? 'Give one FILE.' : 'This takes no FILE.'}\n\n${usage.trimEnd()}`,
      2,
    );
  return {
    flags: new Set(flags.filter((flag) => values[flag])),
    file: positionals[0] ?? '',
    settings: databaseSettings(readDatabaseConfig(process.env)),
  };
}

function parse(
  usage: string,
  flags: readonly string[],
  args: string[],
): { values: Partial<Record<string, boolean>>; positionals: string[] } {
  const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }]));
  const help = { type: 'boolean', short: 'h' } as const;
  try {
    return readArguments({ args, allowPositionals: true, options: { ...options, help } });
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n\n${usage.trimEnd()}`, 2);
  }
}
