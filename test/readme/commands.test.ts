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
  // As the README has it: by npm, and on the default ports. Only the record is not the reader's own.
  const defaults = { FRONTEND_PORT: '', NUMBER_PORT: '', FLOAT_PORT: '', PRODUCT_PORT: '' };
  quartet = await startQuartet({ byNpm: true, env: defaults });
  await quartet.waitForOutput(GREETING);
});
afterAll(async () => {
  shell.close();
  await quartet.clear();
});

// The order matters: what is drawn is recorded, and a later command may ask for it.
describe('The commands of the documents print what the documents say', () => {
  test.each(steps)('$file:$line $ $command', async ({ command, output }) => {
    const actual = linesOf(await shell.run(command));
    expect(actual.join('\n')).toBe(fillGaps(output, actual).join('\n'));
  });
});

test('The README shows some commands', () => {
  expect(steps.some(({ file }) => file === 'README.md')).toBe(true);
});

test("curl 'localhost:5000/?seed=quartet' says the same each time", async () => {
  const visit = "curl 'localhost:5000/?seed=quartet'";
  expect(await shell.run(`${visit}; ${visit}`)).toBe('Your attack HIT and did 4.42\n'.repeat(2));
});

test('In 200 visits by curl, the outcomes come as often as their odds let expect', async () => {
  const outcomes = ['MISSED', 'CRIT', 'HIT'];
  const odds = [1 / 3, 500 / 3003, 1502 / 3003];
  const lines = linesOf(await shell.run('for i in {1..200}; do curl localhost:5000/; done'));
  const drawn = lines.map((line) => /^Your attack ([A-Z]+) and did \d+(?:\.\d+)?$/.exec(line)?.[1] ?? line);
  const counts = outcomes.map((outcome) => drawn.filter((one) => one === outcome).length);
  expect(counts.reduce((sum, count) => sum + count)).toBe(200);

  // That a fair draw leaves an outcome out has a probability of (2503/3003)^200 = 1.5e-16 for the rarest;
  expect(Math.min(...counts)).toBeGreaterThan(0);
  // and that it goes beyond this bound, one of 1.5e-10.
  const BOUND = 50;
  expect(probabilityAbove(BOUND, 200, odds)).toBeLessThan(1e-9);
  expect(chiSquared(counts, odds)).toBeLessThan(BOUND);
});

test('Ctrl-C stops it all, with exit code 0', async () => {
  process.kill(-quartet.child.pid!, 'SIGINT');
  expect(await quartet.ended).toBe(0);
  expect(await quartet.processes()).toEqual(new Map());
  expect(quartet.stderr()).toBe('');
});
