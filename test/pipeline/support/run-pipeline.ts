import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const RUN = join(__dirname, '..', 'run');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  /** Returns the standard output so far. */
  output: () => string;
  ended: Promise<Ended>;
}

/** Starts the real command, so that a test can send signals to it. */
export function startPipeline(args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(RUN, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const streams = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (streams.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (streams.stderr += text.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...streams }));
  return { child, output: () => streams.stdout, ended };
}

export const runPipeline = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  startPipeline(args, env).ended;

/** Reads the result of each stage from a report. */
export async function readStages(report: string): Promise<Record<string, string>> {
  const lines = (await readFile(report, 'utf8')).trimEnd().split('\n');
  return Object.fromEntries(lines.map((line) => line.split('\t').slice(0, 2) as [string, string]));
}
