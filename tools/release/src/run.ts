import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ReleaseError } from './errors';

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a program and returns its output and exit code. @throws {ReleaseError} if it is missing, exceeds the limit or is ended by a signal */
export function runProgram(
  program: string,
  args: readonly string[],
  { timeoutMs = 60_000, env = {} }: { timeoutMs?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const options = { timeout: timeoutMs, maxBuffer: 256 * 1024 ** 2, env: { ...process.env, ...env } };
    execFile(program, args, options, (error, stdout, stderr) => {
      if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT')
        reject(new ReleaseError(`\`${program}\` is not on the PATH.`));
      else if (error?.killed)
        reject(new ReleaseError(`\`${program} ${args[0]}\` did not finish within ${timeoutMs / 1_000} s.`));
      else if (error?.signal)
        reject(new ReleaseError(`\`${program} ${args[0]}\` was ended by ${error.signal}.`));
      else resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

/** Runs a program and returns its standard output. @throws {ReleaseError} with its error output if it fails */
export async function readOutput(...call: Parameters<typeof runProgram>): Promise<string> {
  const { code, stdout, stderr } = await runProgram(...call);
  if (code !== 0) throw new ReleaseError(stderr.trim() || `\`${call[0]}\` exited with code ${code}.`);
  return stdout;
}

/** Runs a program that prints to our output, without a time limit. @throws {ReleaseError} if it fails */
export async function runAttached(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  const call = `\`${program} ${args.slice(0, 2).join(' ')}\``;
  if (signal) throw new ReleaseError(`${call} was ended by ${signal}.`);
  if (code !== 0) throw new ReleaseError(`${call} failed; see its output above.`);
}
