import { basename, join } from 'node:path';
import { Command } from 'commander';
import { type Checked, checkRules } from '../rules/check/check';
import { duplicateOf } from '../rules/file/file-names';
import { fileNameProblems } from '../rules/file/file-name-problems';
import { isError, type RuleProblem, formatProblem } from '../rules/file/problem';
import { runCommand } from './command';
import { readPaths, type RuleText } from './rule-paths';

const RULES = join(__dirname, '..', '..', 'rules');

const NOTES = `
Example:
  npm run rules:check -- service4-product/rules/coin.yaml

Exit code 0: no errors, perhaps warnings; 1: errors; 2: wrong usage or an unreadable file.`;

interface Report extends Pick<Checked, 'problems' | 'odds'> {
  file: string;
}

const command = new Command('npm run rules:check --')
  .description(
    'Check rule files: their form, their expressions and every possible draw. Prints the exact odds of valid files.',
  )
  .argument('[path...]', 'rule files, or folders of rule files (default: service4-product/rules)')
  .option('--json', 'print the problems and odds as JSON')
  .addHelpText('after', NOTES)
  .action((paths: string[], { json = false }: { json?: boolean }) => {
    process.exitCode = check(paths.length > 0 ? paths : [RULES], json);
  });

void runCommand(command);

/** Prints a report of each rule file and returns the exit code. */
function check(paths: string[], json: boolean): number {
  const { texts, unreadable } = readPaths(paths);
  const files = texts.map(({ path }) => path);
  const reports = texts.map((text) => report(text, files));
  process.stdout.write(
    json
      ? `${JSON.stringify(reports, null, 2)}\n`
      : reports.map((checked, index) => formatReport(checked, texts[index]?.yaml ?? '')).join(''),
  );
  for (const sentence of unreadable) process.stderr.write(`${sentence}\n`);
  if (unreadable.length > 0) return 2;
  return reports.some(({ problems }) => problems.some(isError)) ? 1 : 0;
}

function report({ path, yaml }: RuleText, paths: string[]): Report {
  const file = basename(path);
  const duplicate = duplicateOf(path, paths);
  const { problems, odds, program } = checkRules(file, yaml);
  const naming = fileNameProblems(file, yaml, duplicate && basename(duplicate), program?.file.name);
  return { file: path, problems: [...naming, ...problems], ...(odds && naming.length === 0 ? { odds } : {}) };
}

function formatReport({ file, problems, odds }: Report, yaml: string): string {
  const described = problems
    .map((problem) => `${formatProblem(problem)}\n${pointAt(yaml, problem)}`)
    .join('');
  if (!odds) return described;
  const shares = odds.outcomes
    .map(({ label, fraction, percent }) => `${label} ${fraction} (${percent})`)
    .join(', ');
  return `${described}${basename(file)}: valid, ${odds.cells} draws: ${shares}\n`;
}

/** Returns the line of a problem and marks its place. Returns an empty string if the problem concerns the whole file. */
function pointAt(yaml: string, { line, column, excerpt }: RuleProblem): string {
  if (line === 1 && column === 1 && excerpt === '') return '';
  const text = yaml.split('\n')[line - 1] ?? '';
  return `    ${text}\n    ${' '.repeat(column - 1)}${'^'.repeat(Math.max(1, Math.min(excerpt.length, text.length - column + 1)))}\n`;
}
