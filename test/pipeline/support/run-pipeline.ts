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
  /** What it has said so far. */
  said: () => string;
  ended: Promise<Ended>;
}

/** Starts the real command; a test may speak to it while it runs. */
export function startPipeline(args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(RUN, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.stderr += text.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  return { child, said: () => said.stdout, ended };
}

export const runPipeline = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  startPipeline(args, env).ended;

/** Each stage of a report, and what became of it. */
export async function stagesIn(report: string): Promise<Record<string, string>> {
  const lines = (await readFile(report, 'utf8')).trimEnd().split('\n');
  return Object.fromEntries(lines.map((line) => line.split('\t').slice(0, 2) as [string, string]));
}
