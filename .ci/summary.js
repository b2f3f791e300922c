/**
 * `node .ci/summary.js FOLDER`: prints the results of all suites in FOLDER/suites.tsv (name, kind, exit code, seconds).
 * Reads the report of a suite from FOLDER/NAME.json (Jest) or FOLDER/NAME.tsv. Each line of a TSV report is a step: its title,
 * its result (`ok`, `skipped`, or anything else for a failure), and optional columns.
 * The last line of the output is `N passed, N failed`. The exit code is 1 if anything failed.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const process = require('node:process');

const folder = process.argv[2];
const print = (line) => process.stdout.write(`${line}\n`);

function countsOf({ name, kind, exitCode }) {
  if (kind === 'exit') return { passed: Number(exitCode === 0), failed: Number(exitCode !== 0), skipped: 0 };
  let report;
  try {
    report = kind === 'table' ? tableReport(name) : jestReport(name);
  } catch {
    print(`${name}: no valid report.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { failures, ...counts } = report;
  for (const line of failures) print(`${name}: ${line}`);
  if (counts.failed > 0) return counts;
  if (exitCode === 0 && counts.passed > 0) return counts;
  print(`${name}: no failed tests, but ${exitCode === 0 ? 'none passed' : `exit code ${exitCode}`}.`);
  return { ...counts, failed: 1 };
}

function tableReport(name) {
  const lines = readFileSync(join(folder, `${name}.tsv`), 'utf8')
    .trimEnd()
    .split('\n');
  const steps = lines.map((line) => line.split('\t'));
  const failures = steps
    .filter(([, result]) => result !== 'ok' && result !== 'skipped')
    .map(([title]) => title);
  const skipped = steps.filter(([, result]) => result === 'skipped').length;
  const failed = failures.length;
  return { failures, passed: steps.length - failed - skipped, failed, skipped };
}

function jestReport(name) {
  const report = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  return {
    failures: failuresOf(report),
    passed: report.numPassedTests,
    // Count a test file that fails to load, because Jest reports no tests for it.
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function failuresOf({ testResults }) {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${name} failed to run`];
    return failed.map((test) => test.fullName);
  });
}

const suites = readFileSync(join(folder, 'suites.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'))
  .map(([name, kind, exitCode, seconds]) => ({ name, kind, exitCode: Number(exitCode), seconds }))
  .map((suite) => ({ ...suite, ...countsOf(suite) }));

const row = (name, ...cells) => name.padEnd(22) + cells.map((cell) => String(cell).padStart(9)).join('');
print(`\n${row('suite', 'passed', 'failed', 'skipped', 'seconds')}`);
for (const { name, passed, failed, skipped, seconds } of suites)
  print(row(name, passed, failed, skipped, seconds));

const sum = (key) => suites.reduce((total, suite) => total + suite[key], 0);
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
process.exitCode = sum('failed') > 0 ? 1 : 0;
print(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
