import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { LOAD_TYPESCRIPT } from '../../packages/service-kit/test/fixture';

const ROOT = join(__dirname, '..', '..');

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs a command of service 4 from its sources, in a child process. The database timeout is long, since the test machine may be busy.
 *
 * @param name the file in `service4-product/src/commands`, without `.ts`
 */
export async function runCommand(
  name: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<CommandResult> {
  const path = join(ROOT, 'service4-product', 'src', 'commands', `${name}.ts`);
  const child = spawn(process.execPath, [...LOAD_TYPESCRIPT, path, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', DATABASE_TIMEOUT_MS: '20000', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (output.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output.stderr += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}
