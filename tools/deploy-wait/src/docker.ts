import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How long one call may take: over SSH a connection has to come about first. */
const TIMEOUT_MS = 30_000;

/** Docker gave no answer; the message is its own. */
export class DockerError extends Error {}

/** Runs Docker's client with these arguments and gives what it said on standard output, or on both. */
export type Docker = (args: readonly string[], streams?: 'output' | 'both') => Promise<string>;

/**
 * Docker's client of this machine, or of another one: `over` is what has that one's shell run a line, such as `ssh one sudo`.
 * @throws {DockerError} where it fails, or gives no answer within 30 s
 */
export function dockerOver(over?: string): Docker {
  if (over === undefined) return (args, streams) => answerOf('docker', args, args[0], streams);
  const [command = '', ...rest] = over.split(/\s+/).filter((word) => word !== '');
  return (args, streams) =>
    answerOf(command, [...rest, ['docker', ...args.map(quoted)].join(' ')], args[0], streams);
}

/** As one word of a shell's line. */
const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

async function answerOf(
  command: string,
  args: readonly string[],
  asked = '',
  streams = 'output',
): Promise<string> {
  try {
    const { stdout, stderr } = await run(command, args, { timeout: TIMEOUT_MS, maxBuffer: 64 * 1024 ** 2 });
    return (streams === 'both' ? stdout + stderr : stdout).trim();
  } catch (error) {
    const { stderr, code, killed } = error as { stderr?: string; code?: unknown; killed?: boolean };
    if (code === 'ENOENT') throw new DockerError(`There is no ${command} on the PATH.`);
    if (killed) throw new DockerError(`docker ${asked} gave no answer within ${TIMEOUT_MS / 1_000} s.`);
    throw new DockerError(stderr?.trim() ? stderr.trim() : String(error));
  }
}

/** One line each. */
export const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
