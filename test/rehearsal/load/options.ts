import { readArguments, UsageError } from '@quartet/command-line';

export type Options =
  | { verb: 'visit'; front: string; journal: string; visitors: number; pauseMs: number; name: string }
  | { verb: 'summary'; journal: string; steps: string }
  | { verb: 'compare'; journal: string; rows: string };

type Values = Record<string, string | boolean | undefined>;

const VERBS: Record<string, { options: string[]; read: (values: Values) => Options }> = {
  visit: {
    options: ['front', 'journal', 'visitors', 'pause', 'name'],
    read: (values) => ({
      verb: 'visit',
      front: fileOf(values, 'front'),
      journal: fileOf(values, 'journal'),
      visitors: wholeOf(values, 'visitors', 8, 1, 1_000),
      pauseMs: wholeOf(values, 'pause', 200, 0, 60_000),
      name: nameOf(values),
    }),
  },
  summary: {
    options: ['journal', 'steps'],
    read: (values) => ({
      verb: 'summary',
      journal: fileOf(values, 'journal'),
      steps: fileOf(values, 'steps'),
    }),
  },
  compare: {
    options: ['journal', 'rows'],
    read: (values) => ({ verb: 'compare', journal: fileOf(values, 'journal'), rows: fileOf(values, 'rows') }),
  },
};

/** What the command was given, or undefined where it is asked how it is called. */
export function readOptions(args: readonly string[]): Options | undefined {
  const [word = '', ...rest] = args;
  if (args.some((arg) => arg === '--help' || arg === '-h')) return undefined;
  if (!Object.hasOwn(VERBS, word)) throw new UsageError('Give one of visit, summary and compare.');
  const { options, read } = VERBS[word]!;
  return read(parse(rest, options));
}

function parse(args: string[], names: string[]): Values {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  return readArguments({ args, options }).values;
}

function fileOf(values: Values, name: string): string {
  const file = values[name];
  if (typeof file !== 'string' || file === '') throw new UsageError(`Give --${name} FILE.`);
  return file;
}

function wholeOf(values: Values, name: string, usual: number, least: number, most: number): number {
  const text = String(values[name] ?? usual);
  const number = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`--${name} must be a whole number from ${least} to ${most}, not ${text}.`);
}

/** Plain, so that it stands in a seed, an address and a table as it is. */
function nameOf(values: Values): string {
  const name = String(values.name ?? 'rehearsal');
  if (!/^[\w.-]{1,64}$/.test(name))
    throw new UsageError(`--name must be 1 to 64 letters, digits and _.-, not ${name}.`);
  return name;
}
