import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LOAD_TYPESCRIPT } from '../../packages/service-kit/test/fixture';

const ROOT = join(__dirname, '..', '..');

/** A service that runs in a child process. */
export interface ServiceProcess {
  url: string;
  child: ChildProcess;
  /** Sends a signal and returns the exit code; `null` when the signal killed the process. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/**
 * Starts the service in `folder` from its sources, by default on a free port. Resolves when it listens.
 *
 * @throws an error with the exit code and standard error, if the service exits first
 */
export const startProcess = (folder: string, env: Record<string, string>) =>
  startCommand(process.execPath, [...LOAD_TYPESCRIPT, join(ROOT, folder, 'src/server.ts')], env);

/** Starts the built service, as users run it. See {@link startProcess}. */
export const startBuilt = (folder: string, env: Record<string, string>) =>
  startCommand(process.execPath, [builtServer(folder)], env);

/** The program of the built service. */
export const builtServer = (folder: string) => join(ROOT, folder, 'dist/server.js');

/** Starts a service with a command that ends by replacing itself with Node. See {@link startProcess}. */
export async function startCommand(
  command: string,
  options: string[],
  env: Record<string, string>,
): Promise<ServiceProcess> {
  const child = spawn(command, options, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errorOutput = '';
  child.stderr.on('data', (text: Buffer) => (errorOutput += text.toString()));
  const ended = once(child, 'exit');
  const listening = new Promise<string>((resolve) => {
    let isListening = false;
    createInterface(child.stdout).on('line', (line) => {
      // Keep reading, or the pipe fills up. Do not parse later lines: a killed process may leave an incomplete one.
      if (isListening) return;
      const { msg, url } = JSON.parse(line) as { msg: string; url: string };
      isListening = msg === 'Listening';
      if (isListening) resolve(url);
    });
  });
  const failed = ended.then(([code]) => {
    throw new Error(`exit code ${String(code)}: ${errorOutput}`);
  });
  failed.catch(() => undefined);
  const url = await Promise.race([listening, failed]);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    const [code] = (await ended) as [number | null];
    return code;
  };
  return { url, child, stop };
}
