import { readArguments, UsageError } from '@quartet/command-line';

export type Options =
  | { command: 'visit'; pool: string; journal: string; visitors: number; pauseMs: number; name: string }
  | { command: 'summary'; journal: string; steps: string }
  | { command: 'compare'; journal: string; objects: string };

type Values = Record<string, string | boolean | undefined>;

const COMMANDS: Record<string, { options: string[]; read: (values: Values) => Options }> = {
  visit: {
    options: ['pool', 'journal', 'visitors', 'pause', 'name'],
    read: (values) => ({
      command: 'visit',
      pool: readFileOption(values, 'pool'),
      journal: readFileOption(values, 'journal'),
      visitors: readNumber(values, 'visitors', { default: 8, min: 1, max: 1_000 }),
      pauseMs: readNumber(values, 'pause', { default: 200, min: 0, max: 60_000 }),
      name: readName(values),
    }),
  },
  summary: {
    options: ['journal', 'steps'],
    read: (values) => ({
      command: 'summary',
      journal: readFileOption(values, 'journal'),
      steps: readFileOption(values, 'steps'),
    }),
  },
  compare: {
    options: ['journal', 'objects'],
    read: (values) => ({
      command: 'compare',
      journal: readFileOption(values, 'journal'),
      objects: readFileOption(values, 'objects'),
    }),
  },
};

/**
 * Returns the parsed arguments, or undefined if they request help.
 *
 * @throws {UsageError} if an argument is missing or invalid
 */
export function readOptions(args: readonly string[]): Options | undefined {
  const [name = '', ...rest] = args;
  if (args.some((arg) => arg === '--help' || arg === '-h')) return undefined;
  if (!Object.hasOwn(COMMANDS, name))
    throw new UsageError('Specify one of the commands visit, summary and compare.');
  const { options, read } = COMMANDS[name]!;
  return read(parse(rest, options));
}

function parse(args: string[], names: string[]): Values {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  return readArguments({ args, options }).values;
}

function readFileOption(values: Values, name: string): string {
  const file = values[name];
  if (typeof file !== 'string' || file === '') throw new UsageError(`Specify --${name} FILE.`);
  return file;
}

function readNumber(
  values: Values,
  name: string,
  range: { default: number; min: number; max: number },
): number {
  const text = String(values[name] ?? range.default);
  const number = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (number >= range.min && number <= range.max) return number;
  throw new UsageError(
    `--${name} must be a whole number from ${range.min} to ${range.max}, got \`${text}\`.`,
  );
}

/** Restricts the characters, because the name appears unescaped in seeds, URLs and tables. */
function readName(values: Values): string {
  const name = String(values.name ?? 'rehearsal');
  if (!/^[\w.-]{1,64}$/.test(name))
    throw new UsageError(`--name must be 1 to 64 letters, digits, _, . or -, got \`${name}\`.`);
  return name;
}
