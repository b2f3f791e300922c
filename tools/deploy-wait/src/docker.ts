import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Limit for one call. Over SSH it includes the time to connect. */
const TIMEOUT_MS = 30_000;

/** Docker failed or did not answer. The message is Docker's own where it gave one. */
export class DockerError extends Error {}

/** Runs the Docker client with these arguments and returns its standard output, or both output streams. */
export type Docker = (args: readonly string[], streams?: 'output' | 'both') => Promise<string>;

/**
 * Creates a Docker client for this machine, or for another machine if `over` is set.
 * `over` is the command that runs a shell line on that machine, such as `ssh one sudo`.
 * A call rejects with a `DockerError` if Docker fails or does not answer within 30 s.
 */
export function createDocker(over?: string): Docker {
  if (over === undefined) return (args, streams) => call('docker', args, args[0], streams);
  const [command = '', ...rest] = over.split(/\s+/).filter((word) => word !== '');
  return (args, streams) =>
    call(command, [...rest, ['docker', ...args.map(quote)].join(' ')], args[0], streams);
}

/** Quotes a word for a POSIX shell. */
const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

async function call(
  command: string,
  args: readonly string[],
  subcommand = '',
  streams = 'output',
): Promise<string> {
  try {
    const { stdout, stderr } = await execute(command, args, {
      timeout: TIMEOUT_MS,
      maxBuffer: 64 * 1024 ** 2,
    });
    return (streams === 'both' ? stdout + stderr : stdout).trim();
  } catch (error) {
    const { stderr, code, killed } = error as { stderr?: string; code?: unknown; killed?: boolean };
    if (code === 'ENOENT') throw new DockerError(`\`${command}\` is not on the PATH.`);
    if (killed)
      throw new DockerError(`\`docker ${subcommand}\` did not answer within ${TIMEOUT_MS / 1_000} s.`);
    throw new DockerError(stderr?.trim() ? stderr.trim() : String(error));
  }
}

export const splitLines = (text: string) => text.split('\n').filter((line) => line !== '');
