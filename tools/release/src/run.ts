import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ReleaseError } from './mistakes';

interface Outcome {
  /** Null where it was ended. */
  code: number | null;
  out: string;
  err: string;
}

/** Runs a program to its end, within `timeoutMs`, and gives what it said, also where it failed. */
export function outcomeOf(
  program: string,
  args: readonly string[],
  { timeoutMs = 60_000, env = {} }: { timeoutMs?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const options = { timeout: timeoutMs, maxBuffer: 256 * 1024 ** 2, env: { ...process.env, ...env } };
    execFile(program, args, options, (error, out, err) => {
      if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT')
        reject(new ReleaseError(`There is no ${program} on the PATH.`));
      else if (error?.killed)
        reject(new ReleaseError(`${program} ${args[0]} has not ended within ${timeoutMs / 1_000} s.`));
      else resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

/** What a program said on standard output; where it fails, its own words are the error's. */
export async function answerOf(...call: Parameters<typeof outcomeOf>): Promise<string> {
  const { code, out, err } = await outcomeOf(...call);
  if (code !== 0) throw new ReleaseError(err.trim() || `${call[0]} ended with exit code ${code}.`);
  return out;
}

/** Runs a program that tells its progress itself. */
export async function show(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new ReleaseError(`${program} ${args.slice(0, 2).join(' ')} failed; its own words are above.`);
}
