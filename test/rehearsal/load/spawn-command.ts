import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const COMMAND = ['-r', 'ts-node/register/transpile-only', 'test/rehearsal/load/main.ts'];

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** For tests: starts the command as the rehearsal does. */
export function startCommand(...args: string[]): { child: ChildProcess; result: Promise<CommandResult> } {
  const child = spawn(process.execPath, [...COMMAND, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (output.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output.stderr += text.toString()));
  const result = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }));
  return { child, result };
}

export const runCommand = (...args: string[]): Promise<CommandResult> => startCommand(...args).result;
