import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { LOAD_TYPESCRIPT } from '../../packages/service-kit/test/fixture';

const ROOT = join(__dirname, '..', '..');

/** How a command ended, and what it said. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command of service 4 as a process of its own, from its sources. Patient with a database, since the machine may be busy. */
export async function runCommand(
  name: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Ended> {
  const path = join(ROOT, 'service4-product', 'src', 'commands', `${name}.ts`);
  const child = spawn(process.execPath, [...LOAD_TYPESCRIPT, path, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', DATABASE_TIMEOUT_MS: '20000', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.stderr += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}
