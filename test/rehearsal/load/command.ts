import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const COMMAND = ['-r', 'ts-node/register/transpile-only', 'test/rehearsal/load/main.ts'];

/** For tests: how the command ended, and what it said. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the command as the rehearsal does. */
export function start(...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const env = { PATH: process.env.PATH ?? '' };
  const child = spawn(process.execPath, [...COMMAND, ...args], {
    ...{ cwd: ROOT, env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.stderr += text.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  return { child, ended };
}

export const run = (...args: string[]): Promise<Ended> => start(...args).ended;
