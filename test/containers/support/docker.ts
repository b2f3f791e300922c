import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(__dirname, '..', '..', '..');

const run = promisify(execFile);

/** Runs the Docker CLI and returns its standard output; rejects with its error output. */
export async function docker(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const options = { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 ** 2 };
  return (await run('docker', args, options)).stdout.trim();
}

/** Runs the Docker CLI and shows its output, for commands that take minutes. */
export async function dockerWithOutput(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const child = spawn('docker', args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 2, 2],
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`docker ${args.join(' ')}: exit code ${String(code)}`);
}

/** Returns what `docker inspect` reports about containers or images. */
export async function inspect<T>(kind: 'container' | 'image', names: readonly string[]): Promise<T[]> {
  return JSON.parse(await docker([kind, 'inspect', ...names])) as T[];
}
