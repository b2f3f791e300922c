import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { onCleanup, throwIfCleaningUp } from './cleanup';

const GRACE_MS = 10_000;

export interface StartedProcess {
  child: ChildProcess;
  pid: number;
  stop: () => Promise<void>;
}

/**
 * Starts a process that `cleanUp` stops. It has its own process group, so that Ctrl-C reaches only the benchmark,
 * which then stops the processes in order. It inherits only PATH and HOME, so that settings of the caller's shell do
 * not change the figures.
 * @throws {Error} if the command cannot be started
 */
export function startProcess(
  [command = '', ...args]: string[],
  env: Record<string, string>,
  { channel = 'ignore', output = 'ignore' }: { channel?: 'ipc' | 'ignore'; output?: 'pipe' | 'ignore' } = {},
): StartedProcess {
  throwIfCleaningUp();
  const { PATH, HOME } = process.env;
  const stdio: StdioOptions = ['ignore', output, 'inherit', channel];
  const child = spawn(command, args, { detached: true, env: { PATH, HOME, ...env }, stdio });
  const stop = () => stopProcess(child);
  onCleanup(stop);
  child.on('error', (error) => process.stderr.write(`${error.message}\n`));
  if (child.pid === undefined) throw new Error(`${command} cannot be started.`);
  return { child, pid: child.pid, stop };
}

export const hasExited = ({ pid, exitCode, signalCode }: ChildProcess) =>
  pid === undefined || exitCode !== null || signalCode !== null;

async function stopProcess(child: ChildProcess): Promise<void> {
  if (hasExited(child)) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await exited;
  clearTimeout(timer);
}
