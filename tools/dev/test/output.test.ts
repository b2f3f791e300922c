import type { ChildProcess } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { printerTo } from '../src/output';

/** What is printed of a child's streams, each given in pieces. */
async function printed(stdout: string[], stderr: string[]): Promise<[string, string]> {
  const output = { stdout: new PassThrough(), stderr: new PassThrough() };
  const child = { stdout: new PassThrough(), stderr: new PassThrough() };
  printerTo(output)('float', child as unknown as ChildProcess);
  for (const piece of stdout) child.stdout.write(piece);
  for (const piece of stderr) child.stderr.write(piece);
  const closed = [child.stdout, child.stderr].map(
    (stream) => new Promise((resolve) => stream.once('close', resolve)),
  );
  child.stdout.end();
  child.stderr.end();
  await Promise.all(closed);
  output.stdout.end();
  output.stderr.end();
  return Promise.all([text(output.stdout), text(output.stderr)]);
}

test('A log line is made readable, once, however its pieces come', async () => {
  const [stdout] = await printed(['{"level":"info","service":"float","ms', 'g":"listening","port":1}\n'], []);
  expect(stdout).toBe('INFO: float: listening\n    port: 1\n');
});

test('What is no log line passes as it is', async () => {
  const [stdout] = await printed(['plain words\n'], []);
  expect(stdout).toBe('plain words\n');
});

test('Complaints come under the name, line by line, the last one too if nothing ends it', async () => {
  const [stdout, stderr] = await printed([], ['one\ntw', 'o\nthree']);
  expect(stderr).toBe('float: one\nfloat: two\nfloat: three\n');
  expect(stdout).toBe('');
});
