import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../test/support/command';

const run = (...args: string[]) => runCommand('export', args, {});

test('npm run export writes the same rows for the same seed', async () => {
  const { code, stdout, stderr } = await run('--seed', 'quartet', '--count', '2');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(
    'index,number,float,product,outcome,text\n0,1,4.42,4.42,HIT,Your attack HIT and did 4.42\n1,0,7.34,0,MISSED,Your attack MISSED and did 0\n',
  );
  const later = await run('--seed=quartet', '--count=1', '--index=1', '--format=ndjson');
  expect(JSON.parse(later.stdout)).toMatchObject({ index: 1, number: 0, float: 7.34, outcome: 'MISSED' });
});

test('npm run export prints the seed that it generates, so that the rows can be repeated', async () => {
  const { stdout, stderr } = await run('--count', '3');
  const [, seed = ''] = /^--seed=(.{22})\n$/.exec(stderr) ?? [];
  expect((await run('--count', '3', '--seed', seed)).stdout).toBe(stdout);
});

test.each([
  [[], "error: required option '--count <n>' not specified"],
  [
    ['--count', '0'],
    "error: option '--count <n>' argument '0' is invalid. It must be a whole number, at least 1.",
  ],
  [
    ['--count', '1', '--index=-1'],
    "error: option '--index <n>' argument '-1' is invalid. It must be a whole number, at least 0.",
  ],
  [['--count', '1', '--rule', 'nope'], /^There is no rule set `nope`\. Available rule sets: attack, /],
  [
    ['--count', '1', '--format', 'xml'],
    "error: option '--format <name>' argument 'xml' is invalid. Allowed choices are csv, ndjson, json.",
  ],
  [['--count', '1', '--seed', ''], /^seed must have 1 to 256 bytes/],
  [
    ['--count', '2', '--seed', 'a', '--index', '9007199254740991'],
    /^count must be at most 1 from index 9007199254740991, got `2`/,
  ],
  [['--count', '1', '--rules', '/nowhere'], /^\/nowhere: /],
  [['--count', '1', '--nope'], "error: unknown option '--nope'"],
])('npm run export prints its usage and exits with 2 for the arguments %j', async (args, message) => {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.split('\n\nUsage: ')[0]).toEqual(
    typeof message === 'string' ? message : expect.stringMatching(message),
  );
});

test('npm run export prints the mistakes of a rule file with their lines, with exit code 1', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quartet-'));
  await writeFile(join(folder, 'wrong.yaml'), 'name: wrong\n');
  const { code, stderr } = await run('--rules', folder, '--rule', 'wrong', '--count', '1');
  await rm(folder, { recursive: true });
  expect(code).toBe(1);
  expect(stderr).toMatch(/wrong\.yaml:\d+/);
});

test('npm run export -- --help prints its usage and exit codes', async () => {
  const { code, stdout } = await run('--help');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Usage: npm run --silent export -- \[options\][^]+--count <n>[^]+Exit code 0: /);
});
