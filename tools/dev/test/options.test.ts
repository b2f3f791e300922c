import { PassThrough } from 'node:stream';
import type { CommanderError } from 'commander';
import { parseOptions } from '../src/options';

/** Returns the exit code and output of arguments that end the command. */
function parseAndEnd(args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const printed = () => ({ stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') });
  try {
    return parseOptions(args, { stdout, stderr });
  } catch (error) {
    return { code: (error as CommanderError).exitCode, ...printed() };
  }
}

test.each([
  [[], { dev: false }],
  [['--dev'], { dev: true }],
  [['--help'], { code: 0, stdout: expect.stringMatching(/^Usage: npm start --/), stderr: '' }],
  [['-h', '--dev'], { code: 0, stdout: expect.stringMatching(/^Usage: npm start --/), stderr: '' }],
])('parseOptions reads %j', (args, result) => {
  expect(parseAndEnd(args)).toEqual(result);
});

test.each([
  [['--fast'], "error: unknown option '--fast'\n\nUsage:"],
  [['now'], 'error: too many arguments. Expected 0 arguments but got 1.\n\nUsage:'],
  [['--dev=yes'], "error: unknown option '--dev=yes'\n\nUsage:"],
])('parseOptions refuses %j with one sentence and the usage', (args, message) => {
  expect(parseAndEnd(args)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(message) });
});
