import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Checked, checkRules } from '../rules/check/check';
import { duplicateOf } from '../rules/file/file-names';
import { fileNameProblems } from '../rules/file/file-name-problems';
import { isError, type RuleProblem, formatProblem } from '../rules/file/problem';
import { readPaths, type RuleText } from './rule-paths';

const RULES = join(__dirname, '..', '..', 'rules');

const USAGE = `Usage: npm run rules:check [-- [--json] [FILE or FOLDER…]]

Checks rule files: their form, their expressions, and every draw; shows the exact odds of those that are right.
Without FILE, those of service4-product/rules. Exit code 0: no errors (there may be warnings); 1: errors; 2: wrong usage,
or a FILE that cannot be read.
`;

interface Report extends Pick<Checked, 'problems' | 'odds'> {
  file: string;
}

process.exitCode = main(process.argv.slice(2));

function main(args: string[]): number {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      process.stdout.write(USAGE);
      return 0;
    }
    const { texts, unreadable } = readPaths(positionals.length > 0 ? positionals : [RULES]);
    const paths = texts.map(({ path }) => path);
    const reports = texts.map((text) => report(text, paths));
    process.stdout.write(
      values.json
        ? `${JSON.stringify(reports, null, 2)}\n`
        : reports.map((checked, index) => forPeople(checked, texts[index]?.yaml ?? '')).join(''),
    );
    for (const sentence of unreadable) process.stderr.write(`${sentence}\n`);
    if (unreadable.length > 0) return 2;
    return reports.some(({ problems }) => problems.some(isError)) ? 1 : 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
}

function report({ path, yaml }: RuleText, paths: string[]): Report {
  const file = basename(path);
  const twin = duplicateOf(path, paths);
  const { problems, odds, program } = checkRules(file, yaml);
  const naming = fileNameProblems(file, yaml, twin && basename(twin), program?.file.name);
  return { file: path, problems: [...naming, ...problems], ...(odds && naming.length === 0 ? { odds } : {}) };
}

function forPeople({ file, problems, odds }: Report, yaml: string): string {
  const told = problems.map((problem) => `${formatProblem(problem)}\n${pointAt(yaml, problem)}`).join('');
  if (!odds) return told;
  const shares = odds.outcomes
    .map(({ label, fraction, percent }) => `${label} ${fraction} (${percent})`)
    .join(', ');
  return `${told}${basename(file)}: right, ${odds.cells} draws: ${shares}\n`;
}

/** The line at fault, with a mark below the place; nothing where the file as a whole is at fault. */
function pointAt(yaml: string, { line, column, excerpt }: RuleProblem): string {
  if (line === 1 && column === 1 && excerpt === '') return '';
  const text = yaml.split('\n')[line - 1] ?? '';
  return `    ${text}\n    ${' '.repeat(column - 1)}${'^'.repeat(Math.max(1, Math.min(excerpt.length, text.length - column + 1)))}\n`;
}
