import type { ChildProcess } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { printerTo } from '../src/output';

/** Returns the printed output of a child whose streams emit these chunks. */
async function printed(stdout: string[], stderr: string[]): Promise<[string, string]> {
  const output = { stdout: new PassThrough(), stderr: new PassThrough() };
  const child = { stdout: new PassThrough(), stderr: new PassThrough() };
  printerTo(output)('float', child as unknown as ChildProcess);
  for (const chunk of stdout) child.stdout.write(chunk);
  for (const chunk of stderr) child.stderr.write(chunk);
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

test('A log line is formatted once when it arrives in several chunks', async () => {
  const [stdout] = await printed(['{"level":"info","service":"float","ms', 'g":"Listening","port":1}\n'], []);
  expect(stdout).toBe('INFO: float: Listening\n    port: 1\n');
});

test('Other lines are printed unchanged', async () => {
  const [stdout] = await printed(['plain text\n'], []);
  expect(stdout).toBe('plain text\n');
});

test('Lines on standard error have the name of the service, also a last line without a line break', async () => {
  const [stdout, stderr] = await printed([], ['one\ntw', 'o\nthree']);
  expect(stderr).toBe('float: one\nfloat: two\nfloat: three\n');
  expect(stdout).toBe('');
});
