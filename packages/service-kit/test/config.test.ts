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

function mistakesOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(shape, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('When all is given, then it is read', () => {
  expect(readConfig(shape, { HOST: '::', PORT: '80', HOST_NAME: 'a', OTHER: 'x' })).toEqual({
    HOST: '::',
    PORT: 80,
    HOST_NAME: 'a',
  });
});

test('When a variable is missing or empty, then its default holds', () => {
  expect(readConfig(shape, { PORT: '80', HOST_NAME: 'a' }).HOST).toBe('127.0.0.1');
  expect(readConfig(shape, { HOST: '', PORT: '80', HOST_NAME: 'a' }).HOST).toBe('127.0.0.1');
});

test('When a variable without a default is missing or empty, then it is said to be required', () => {
  expect(mistakesOf({ PORT: '80' })).toEqual(['HOST_NAME is required']);
  expect(mistakesOf({ PORT: '80', HOST_NAME: '' })).toEqual(['HOST_NAME is required']);
});

test('When a variable is given as a file, then the text of the file counts, less the line ends at its end', () => {
  const env = { HOST_FILE: fileWith(' two\nlines\r\n\n'), PORT_FILE: fileWith('80\n'), HOST_NAME: 'a' };
  expect(readConfig(shape, env)).toEqual({ HOST: ' two\nlines', PORT: 80, HOST_NAME: 'a' });
});

test('When the name of the file is empty, then no file is given', () => {
  expect(readConfig(shape, { HOST_FILE: '', PORT: '80', HOST_NAME: 'a' }).HOST).toBe('127.0.0.1');
});

test('When the file is empty, then no default takes the place of the secret that was meant', () => {
  const file = fileWith('\n');
  expect(mistakesOf({ HOST_FILE: file, PORT: '80', HOST_NAME: 'a' })).toEqual([
    `HOST_FILE is an empty file: ${file}`,
  ]);
});

test('When a variable and its file are both given, then neither is preferred in silence', () => {
  expect(mistakesOf({ HOST: 'a', HOST_FILE: fileWith('b'), PORT: '80', HOST_NAME: 'a' })).toEqual([
    'HOST and HOST_FILE are both given: keep one',
  ]);
});

test('When a file cannot be read, then its variable and the reason are named, and it is not also said to be missing', () => {
  const file = join(folder, 'nowhere');
  expect(mistakesOf({ HOST: 'a', PORT_FILE: file, HOST_NAME: 'a' })).toEqual([
    `PORT_FILE cannot be read: ${file}: no such file or directory`,
  ]);
});

test('When the file is a folder, then that is said', () => {
  expect(mistakesOf({ PORT_FILE: folder, HOST_NAME: 'a' })).toEqual([
    `PORT_FILE cannot be read: ${folder}: illegal operation on a directory`,
  ]);
});

test('When the text of a file is wrong, then the variable is named', () => {
  expect(mistakesOf({ PORT_FILE: fileWith('http\n'), HOST_NAME: 'a' })).toEqual([
    'PORT must be a whole number from 0 to 65535',
  ]);
});

test('When several variables are wrong, then all are told together, those with similar names too', () => {
  const file = join(folder, 'nowhere');
  expect(mistakesOf({ HOST: 'a', HOST_FILE: 'b', PORT: '-1', HOST_NAME_FILE: file })).toEqual([
    'HOST and HOST_FILE are both given: keep one',
    `HOST_NAME_FILE cannot be read: ${file}: no such file or directory`,
    'PORT must be a whole number from 0 to 65535',
  ]);
  const longer = { HOST_NAME: z.string().default(''), HOST: z.string() };
  expect(() => readConfig(longer, { HOST_NAME_FILE: file })).toThrow('HOST is required');
});

test('The error says how many mistakes there are, each on a line of its own', () => {
  expect(new ConfigError(['A is required']).message).toBe(
    'The configuration has a mistake:\n  - A is required',
  );
  expect(new ConfigError(['A is required', 'B is required']).message).toBe(
    'The configuration has 2 mistakes:\n  - A is required\n  - B is required',
  );
});
