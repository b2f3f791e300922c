import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(__dirname, '..', '..', '..');

const run = promisify(execFile);

/** Runs Docker's client and gives what it said on standard output; rejects with its complaint. */
export async function docker(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const options = { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 ** 2 };
  return (await run('docker', args, options)).stdout.trim();
}

/** The same, where what it says is for whoever watches: builds take minutes. */
export async function dockerAloud(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const child = spawn('docker', args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 2, 2],
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`docker ${args.join(' ')}: exit code ${String(code)}`);
}

/** How Docker describes containers or images. */
export async function inspect<T>(kind: 'container' | 'image', names: readonly string[]): Promise<T[]> {
  return JSON.parse(await docker([kind, 'inspect', ...names])) as T[];
}
