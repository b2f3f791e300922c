import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vectors } from './vectors';

const ROOT = join(__dirname, '../../..');

const missing = ['bash', 'openssl'].filter((command) => spawnSync(command, ['version']).error !== undefined);
if (missing.length > 0) console.warn(`The tests in a shell are skipped. Install ${missing.join(' and ')}.`);
const shellTest = missing.length > 0 ? test.skip : test;

const bash = (...args: string[]) => execFileSync('bash', args, { cwd: ROOT, encoding: 'utf8' });

shellTest.each(vectors)(
  'The shell script recomputes $stream from $min to $max with seed $seed at index $index',
  (vector) => {
    const { stream, seed, index, min, max } = vector;
    const decimals = vector.stream === 'float' ? [vector.decimals] : [];
    const args = [index, min, max, ...decimals].map(String);
    expect(bash(join(__dirname, 'recompute.sh'), stream, seed, ...args)).toBe(`${vector.result}\n`);
  },
);

shellTest('The commands in the guide print the output shown there', () => {
  const guide = readFileSync(join(ROOT, 'docs/verifying-a-draw.md'), 'utf8');
  const textOf = (language: string) =>
    [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))]
      .map(([, text = '']) => text)
      .join('');
  expect(textOf('text')).not.toBe('');
  expect(bash('-c', textOf('sh'))).toBe(textOf('text'));
});
