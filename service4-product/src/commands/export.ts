import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readArguments, UsageError } from '@quartet/command-line';
import { DEFAULT_RULE, EXPORT_FORMATS, type ExportFormat } from '@quartet/contracts';
import { DrawError, freshSeed } from '@quartet/draws';
import { SingleBar } from 'cli-progress';
import type { ExportRange } from '../export/formats';
import { exportRows } from '../export/rows';
import { checkRules } from '../rules/check/check';
import { ruleNameOf } from '../rules/file/file-names';
import { isError, formatProblem } from '../rules/file/problem';
import { RuleSet } from '../rules/book/rule-set';
import { readPaths } from './rule-paths';

const USAGE = `Usage: npm run --silent export -- --count N [options] > FILE

Writes the draws of a seed, one a row; the same options always give the same rows. Nothing is recorded, and no service has to
run. Index by index: where it was cut short, --index goes on.

  --count N       how many rows
  --rule NAME     the rule set (${DEFAULT_RULE})
  --seed TEXT     the seed; without one a fresh one, which is told on standard error
  --index N       the first index (0)
  --format NAME   ${EXPORT_FORMATS.join(', ')} (csv); a json that was cut short is none
  --rules FOLDER  where the rule files are (service4-product/rules)

Exit code 0: all is written, or nobody reads on; 1: it is not; 2: wrong usage.
`;

const OPTIONS = {
  count: { type: 'string' },
  rule: { type: 'string', default: DEFAULT_RULE },
  seed: { type: 'string' },
  index: { type: 'string', default: '0' },
  format: { type: 'string', default: 'csv' },
  rules: { type: 'string', default: join(__dirname, '..', '..', 'rules') },
  help: { type: 'boolean', short: 'h' },
} as const;

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));

async function main(args: string[]): Promise<number> {
  try {
    const { values } = readArguments({ args, options: OPTIONS });
    if (values.help) {
      process.stdout.write(USAGE);
      return 0;
    }
    const ruleSet = ruleSetOf(values.rules, values.rule);
    const format = formatOf(values.format);
    const index = wholeNumber('--index', values.index, 0);
    const count = wholeNumber('--count', values.count, 1);
    await write(ruleSet, { seed: values.seed ?? toldFresh(), index, count }, format);
    return 0;
  } catch (error) {
    const isUsage = error instanceof UsageError || error instanceof DrawError;
    process.stderr.write(`${(error as Error).message}\n${isUsage ? `\n${USAGE}` : ''}`);
    return isUsage ? 2 : 1;
  }
}

/** No faster than it is taken, with a bar on a terminal. */
async function write(ruleSet: RuleSet, range: ExportRange, format: ExportFormat): Promise<void> {
  const bar = new SingleBar({
    format: '{bar} {percentage} % | {value} of {total} rows | {eta_formatted} left',
  });
  bar.start(range.count, 0);
  const told = (rows: number) => {
    bar.increment(rows);
  };
  try {
    await pipeline(exportRows(ruleSet, range, format, told), process.stdout, { end: false });
  } catch (error) {
    if (error instanceof DrawError) throw error;
    // Whoever takes the first rows only, as `head` does, closes the pipe.
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EPIPE') throw new Error(`The rows cannot be written: ${message}`, { cause: error });
  } finally {
    bar.stop();
  }
}

/** @throws {UsageError} where there is no such rule set; {Error} where its file has mistakes */
function ruleSetOf(folder: string, name: string): RuleSet {
  const { texts, unreadable } = readPaths([folder]);
  if (unreadable.length > 0) throw new UsageError(unreadable.join('\n'));
  const checked = texts.map(({ path, yaml }) => ({ name: ruleNameOf(basename(path)), path, yaml }));
  const found = checked.find((text) => text.name === name);
  if (!found)
    throw new UsageError(
      `There is no rule set \`${name}\`. Available rule sets: ${checked.map((text) => text.name).join(', ')}.`,
    );
  const { problems, program, odds } = checkRules(found.path, found.yaml);
  const errors = problems.filter(isError);
  if (!program || !odds || errors.length > 0) throw new Error(errors.map(formatProblem).join('\n'));
  return new RuleSet(program, found.yaml, odds);
}

function toldFresh(): string {
  const seed = freshSeed();
  process.stderr.write(`--seed=${seed}\n`);
  return seed;
}

function wholeNumber(option: string, text: string | undefined, least: number): number {
  if (text === undefined) throw new UsageError(`Say how many rows: ${option} N.`);
  if (!/^\d+$/.test(text) || Number(text) < least)
    throw new UsageError(`${option} must be a whole number from ${least} on, not ${text}.`);
  return Number(text);
}

function formatOf(text: string): ExportFormat {
  const format = EXPORT_FORMATS.find((known) => known === text);
  if (!format) throw new UsageError(`--format must be one of ${EXPORT_FORMATS.join(', ')}, not ${text}.`);
  return format;
}
