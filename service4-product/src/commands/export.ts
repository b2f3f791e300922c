import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DEFAULT_RULE, EXPORT_FORMATS, type ExportFormat } from '@quartet/contracts';
import { DrawError, freshSeed } from '@quartet/draws';
import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ExportRange } from '../export/formats';
import { exportRows } from '../export/rows';
import { checkRules } from '../rules/check/check';
import { ruleNameOf } from '../rules/file/file-names';
import { isError, formatProblem } from '../rules/file/problem';
import { RuleSet } from '../rules/book/rule-set';
import { runCommand } from './command';
import { readPaths } from './rule-paths';

const RULES = join(__dirname, '..', '..', 'rules');

const NOTES = `
With --seed and unchanged rules, the same options always write the same rows. To continue an interrupted export, pass its next index to
--index. A truncated JSON file is invalid; use CSV or NDJSON if the export may be interrupted.

Example:
  npm run --silent export -- --rule order --count 1000000 > order.csv

Exit code 0: all rows are written, or the reader closed the pipe; 1: the export failed; 2: wrong usage.`;

interface Options {
  count: number;
  rule: string;
  seed?: string;
  index: number;
  format: ExportFormat;
  rules: string;
}

const command = new Command('npm run --silent export --')
  .description(
    'Write the draws of a seed to standard output, one a row. Records nothing, and needs no running service.',
  )
  .requiredOption('--count <n>', 'number of rows', integerFrom(1))
  .option('--rule <name>', 'rule set', DEFAULT_RULE)
  .option('--seed <text>', 'seed (default: a new random seed, printed on standard error)')
  .option('--index <n>', 'first index', integerFrom(0), 0)
  .addOption(new Option('--format <name>', 'output format').choices(EXPORT_FORMATS).default('csv'))
  .addOption(new Option('--rules <folder>', 'folder of rule files').default(RULES, 'service4-product/rules'))
  .addHelpText('after', NOTES)
  .action(async ({ rules, rule, seed, index, count, format }: Options) => {
    const ruleSet = findRuleSet(rules, rule);
    try {
      await write(ruleSet, { seed: seed ?? printFreshSeed(), index, count }, format);
    } catch (error) {
      if (error instanceof DrawError) command.error(error.message);
      throw error;
    }
    process.exitCode = 0;
  });

void runCommand(command);

function integerFrom(min: number) {
  return (text: string): number => {
    if (/^\d+$/.test(text) && Number(text) >= min) return Number(text);
    throw new InvalidArgumentError(`It must be a whole number, at least ${min}.`);
  };
}

/** Writes the rows at the reader's speed, and shows a progress bar on a terminal. */
async function write(ruleSet: RuleSet, range: ExportRange, format: ExportFormat): Promise<void> {
  const bar = new SingleBar({
    format: '{bar} {percentage} % | {value} of {total} rows | {eta_formatted} left',
  });
  bar.start(range.count, 0);
  const addRows = (rows: number) => {
    bar.increment(rows);
  };
  try {
    await pipeline(exportRows(ruleSet, range, format, addRows), process.stdout, { end: false });
  } catch (error) {
    if (error instanceof DrawError) throw error;
    // A reader of the first rows only, such as `head`, closes the pipe.
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EPIPE') throw new Error(`Cannot write the rows: ${message}`, { cause: error });
  } finally {
    bar.stop();
  }
}

/** @throws {CommanderError} if the rule set does not exist, {Error} if its file has errors */
function findRuleSet(folder: string, name: string): RuleSet {
  const { texts, unreadable } = readPaths([folder]);
  if (unreadable.length > 0) command.error(unreadable.join('\n'));
  const checked = texts.map(({ path, yaml }) => ({ name: ruleNameOf(basename(path)), path, yaml }));
  const found = checked.find((text) => text.name === name);
  if (!found)
    return command.error(
      `There is no rule set \`${name}\`. Available rule sets: ${checked.map((text) => text.name).join(', ')}.`,
    );
  const { problems, program, odds } = checkRules(found.path, found.yaml);
  const errors = problems.filter(isError);
  if (!program || !odds || errors.length > 0) throw new Error(errors.map(formatProblem).join('\n'));
  return new RuleSet(program, found.yaml, odds);
}

function printFreshSeed(): string {
  const seed = freshSeed();
  process.stderr.write(`--seed=${seed}\n`);
  return seed;
}
