import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError, readConfig, wholeNumber } from '../src';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileWith(text: string): string {
  const path = join(folder, `${Math.random()}`);
  writeFileSync(path, text);
  return path;
}

const shape = { HOST: z.string().default('127.0.0.1'), PORT: wholeNumber(0, 65_535), HOST_NAME: z.string() };

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(shape, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('The configuration is valid');
}

test('Variables are read and converted', () => {
  expect(readConfig(shape, { HOST: '::', PORT: '80', HOST_NAME: 'a', OTHER: 'x' })).toEqual({
    HOST: '::',
    PORT: 80,
    HOST_NAME: 'a',
  });
});

test('A missing or empty variable has its default', () => {
  expect(readConfig(shape, { PORT: '80', HOST_NAME: 'a' }).HOST).toBe('127.0.0.1');
  expect(readConfig(shape, { HOST: '', PORT: '80', HOST_NAME: 'a' }).HOST).toBe('127.0.0.1');
});

test('A missing or empty variable without a default is required', () => {
  expect(problemsOf({ PORT: '80' })).toEqual(['HOST_NAME is required']);
  expect(problemsOf({ PORT: '80', HOST_NAME: '' })).toEqual(['HOST_NAME is required']);
});

test('NAME_FILE sets the variable to the text of the file without trailing line breaks', () => {
  const env = { HOST_FILE: fileWith(' two\nlines\r\n\n'), PORT_FILE: fileWith('80\n'), HOST_NAME: 'a' };
  expect(readConfig(shape, env)).toEqual({ HOST: ' two\nlines', PORT: 80, HOST_NAME: 'a' });
});

test('An empty NAME_FILE counts as unset', () => {
  expect(readConfig(shape, { HOST_FILE: '', PORT: '80', HOST_NAME: 'a' }).HOST).toBe('127.0.0.1');
});

test('An empty file is an error, even for a variable with a default', () => {
  const file = fileWith('\n');
  expect(problemsOf({ HOST_FILE: file, PORT: '80', HOST_NAME: 'a' })).toEqual([
    `HOST_FILE points to an empty file: ${file}`,
  ]);
});

test('Setting both NAME and NAME_FILE is an error', () => {
  expect(problemsOf({ HOST: 'a', HOST_FILE: fileWith('b'), PORT: '80', HOST_NAME: 'a' })).toEqual([
    'HOST and HOST_FILE are both set; set only one',
  ]);
});

test('An unreadable file is reported once, with its variable and the reason', () => {
  const file = join(folder, 'nowhere');
  expect(problemsOf({ HOST: 'a', PORT_FILE: file, HOST_NAME: 'a' })).toEqual([
    `PORT_FILE cannot be read: ${file}: no such file or directory`,
  ]);
});

test('A folder in place of a file is reported', () => {
  expect(problemsOf({ PORT_FILE: folder, HOST_NAME: 'a' })).toEqual([
    `PORT_FILE cannot be read: ${folder}: illegal operation on a directory`,
  ]);
});

test('An invalid value in a file is reported with the name of its variable', () => {
  expect(problemsOf({ PORT_FILE: fileWith('http\n'), HOST_NAME: 'a' })).toEqual([
    'PORT must be a whole number from 0 to 65535',
  ]);
});

test('All problems are reported together, also for variables with similar names', () => {
  const file = join(folder, 'nowhere');
  expect(problemsOf({ HOST: 'a', HOST_FILE: 'b', PORT: '-1', HOST_NAME_FILE: file })).toEqual([
    'HOST and HOST_FILE are both set; set only one',
    `HOST_NAME_FILE cannot be read: ${file}: no such file or directory`,
    'PORT must be a whole number from 0 to 65535',
  ]);
  const longer = { HOST_NAME: z.string().default(''), HOST: z.string() };
  expect(() => readConfig(longer, { HOST_NAME_FILE: file })).toThrow('HOST is required');
});

test('The error message counts the problems and lists them one per line', () => {
  expect(new ConfigError(['A is required']).message).toBe(
    'The configuration has 1 error:\n  - A is required',
  );
  expect(new ConfigError(['A is required', 'B is required']).message).toBe(
    'The configuration has 2 errors:\n  - A is required\n  - B is required',
  );
});
