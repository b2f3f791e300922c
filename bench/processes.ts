import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { atEnd, notWhenEnding } from './lifetime';

const GRACE_MS = 10_000;

/** A process of the benchmark; `stop` ends it, as `endAll` does. */
export interface Started {
  child: ChildProcess;
  pid: number;
  stop: () => Promise<void>;
}

/**
 * Starts a process that `endAll` ends. It has a process group of its own, so that Ctrl-C reaches only the benchmark,
 * which ends things in order, and an environment of its own, so that settings of the caller's shell change no figure.
 */
export function startProcess(
  [command = '', ...parameters]: string[],
  env: Record<string, string>,
  { channel = 'ignore', output = 'ignore' }: { channel?: 'ipc' | 'ignore'; output?: 'pipe' | 'ignore' } = {},
): Started {
  notWhenEnding();
  const { PATH, HOME } = process.env;
  const stdio: StdioOptions = ['ignore', output, 'inherit', channel];
  const child = spawn(command, parameters, { detached: true, env: { PATH, HOME, ...env }, stdio });
  const stop = () => stopProcess(child);
  atEnd(stop);
  child.on('error', (error) => process.stderr.write(`${error.message}\n`));
  if (child.pid === undefined) throw new Error(`${command} cannot be started.`);
  return { child, pid: child.pid, stop };
}

export const hasEnded = ({ pid, exitCode, signalCode }: ChildProcess) =>
  pid === undefined || exitCode !== null || signalCode !== null;

async function stopProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(timer);
}
