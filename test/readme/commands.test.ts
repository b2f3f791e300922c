import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GREETING, type Started, startQuartet } from '../../tools/dev/test/start-quartet';
import { chiSquared, probabilityAbove } from './chi-squared';
import { fillGaps } from './gaps';
import { consoleSteps } from './markdown';
import { linesOf, openShell, ROOT, type Shell } from './shell';

jest.setTimeout(90_000);

const DOCUMENTS = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/${name}`),
];
const steps = DOCUMENTS.flatMap((file) => consoleSteps(file, readFileSync(join(ROOT, file), 'utf8')));

let quartet: Started;
let shell: Shell;
beforeAll(async () => {
  shell = openShell();
  // As in the README: with npm and on the default ports. Only the database is a temporary one.
  const defaults = { FRONTEND_PORT: '', NUMBER_PORT: '', FLOAT_PORT: '', PRODUCT_PORT: '' };
  quartet = await startQuartet({ byNpm: true, env: defaults });
  await quartet.waitForOutput(GREETING);
});
afterAll(async () => {
  shell.close();
  await quartet.clear();
});

// The order matters: a command may request an object that an earlier command drew.
describe('A command prints the output that its document shows', () => {
  test.each(steps)('$file:$line $ $command', async ({ command, output }) => {
    const actual = linesOf(await shell.run(command));
    expect(actual.join('\n')).toBe(fillGaps(output, actual).join('\n'));
  });
});

test('The README contains commands', () => {
  expect(steps.some(({ file }) => file === 'README.md')).toBe(true);
});

test("curl 'localhost:5000/?seed=quartet' prints the same text each time", async () => {
  const visit = "curl 'localhost:5000/?seed=quartet'";
  expect(await shell.run(`${visit}; ${visit}`)).toBe('Your attack HIT and did 4.42\n'.repeat(2));
});

test('The outcomes of 200 visits with curl are as frequent as their odds predict', async () => {
  const outcomes = ['MISSED', 'CRIT', 'HIT'];
  const odds = [1 / 3, 500 / 3003, 1502 / 3003];
  const lines = linesOf(await shell.run('for i in {1..200}; do curl localhost:5000/; done'));
  const drawn = lines.map((line) => /^Your attack ([A-Z]+) and did \d+(?:\.\d+)?$/.exec(line)?.[1] ?? line);
  const counts = outcomes.map((outcome) => drawn.filter((one) => one === outcome).length);
  expect(counts.reduce((sum, count) => sum + count)).toBe(200);

  // A fair draw misses the rarest outcome with a probability of (2503/3003)^200 = 1.5e-16,
  expect(Math.min(...counts)).toBeGreaterThan(0);
  // and exceeds this bound with a probability of 1.5e-10.
  const BOUND = 50;
  expect(probabilityAbove(BOUND, 200, odds)).toBeLessThan(1e-9);
  expect(chiSquared(counts, odds)).toBeLessThan(BOUND);
});

test('Ctrl-C stops all processes', async () => {
  process.kill(-quartet.child.pid!, 'SIGINT');
  expect([0, 'SIGINT']).toContain(await quartet.ended);
  expect(await quartet.processes()).toEqual(new Map());
  expect(quartet.stderr()).toBe('');
});
