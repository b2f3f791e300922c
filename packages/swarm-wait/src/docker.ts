import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How long one call may take: over SSH a connection has to come about first. */
const TIMEOUT_MS = 30_000;

/** Docker gave no answer; the message is its own. */
export class DockerError extends Error {}

/** Runs Docker's client and gives what it said on standard output. */
export async function docker(args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('docker', args, { timeout: TIMEOUT_MS, maxBuffer: 64 * 1024 ** 2 });
    return stdout.trim();
  } catch (error) {
    const { stderr, code, killed } = error as { stderr?: string; code?: unknown; killed?: boolean };
    if (code === 'ENOENT') throw new DockerError('There is no docker on the PATH.');
    if (killed)
      throw new DockerError(`docker ${args[0] ?? ''} gave no answer within ${TIMEOUT_MS / 1_000} s.`);
    throw new DockerError(stderr?.trim() ? stderr.trim() : String(error));
  }
}

/** One line each. */
export const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
