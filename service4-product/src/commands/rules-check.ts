import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Checked, checkRules } from '../rules/check';
import { misnamed, ruleFilesOf, ruleNameOf } from '../rules/file-names';
import { fileError, isError, type RuleProblem, tell } from '../rules/problem';

const RULES = join(__dirname, '..', '..', 'rules');

const USAGE = `Usage: npm run rules:check [-- [--json] [FILE…]]

Checks rule files: their form, their expressions, and every draw; shows the exact odds of those that are right.
Without FILE, those of service4-product/rules. Exit code 0: no errors (there may be warnings); 1: errors; 2: wrong usage.
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
    const files = positionals.length > 0 ? positionals : deliveredFiles();
    const reports = files.map(report);
    process.stdout.write(
      values.json ? `${JSON.stringify(reports, null, 2)}\n` : reports.map(forPeople).join(''),
    );
    return reports.some(({ problems }) => problems.some(isError)) ? 1 : 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
}

const deliveredFiles = (): string[] => ruleFilesOf(readdirSync(RULES)).map((file) => join(RULES, file));

function report(path: string): Report {
  const file = basename(path);
  const { problems, odds, program } = checkRules(file, readFileSync(path, 'utf8'));
  const name = program?.file.name;
  if (name === undefined || ruleNameOf(file) === name)
    return { file: path, problems, ...(odds ? { odds } : {}) };
  const problem = { ...fileError(file, misnamed(name)), place: 'name', excerpt: name };
  return { file: path, problems: [problem] };
}

function forPeople({ file, problems, odds }: Report): string {
  const told = problems.map((problem) => `${tell(problem)}\n${pointAt(file, problem)}`).join('');
  if (!odds) return told;
  const shares = odds.outcomes
    .map(({ label, fraction, percent }) => `${label} ${fraction} (${percent})`)
    .join(', ');
  return `${told}${basename(file)}: right, ${odds.cells} draws: ${shares}\n`;
}

/** The line at fault, with a mark below the place. */
function pointAt(file: string, { line, column, excerpt }: RuleProblem): string {
  const text = readFileSync(file, 'utf8').split('\n')[line - 1] ?? '';
  return `    ${text}\n    ${' '.repeat(column - 1)}${'^'.repeat(Math.max(1, Math.min(excerpt.length, text.length - column + 1)))}\n`;
}
