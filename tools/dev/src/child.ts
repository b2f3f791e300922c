import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Environment, Service } from './services';

/** A small young generation, as in the services' images. */
const BUILD_OPTIONS = ['--max-semi-space-size=4'];
const SOURCE_OPTIONS = ['-C', 'source', '-r', 'ts-node/register/transpile-only'];

/** Starts a service's process, detached so that Ctrl-C reaches only the supervisor, which stops the services in order. */
export function startChild(service: Service, root: string, env: Environment, dev: boolean): ChildProcess {
  const folder = join(root, service.folder);
  const command = dev
    ? [...SOURCE_OPTIONS, join(folder, 'src', 'server.ts')]
    : [...BUILD_OPTIONS, join(folder, 'dist', 'server.js')];
  return spawn(process.execPath, command, {
    cwd: root,
    detached: true,
    // On Windows, a detached process would open a console window.
    windowsHide: true,
    env: dev ? { ...env, TS_NODE_PROJECT: join(root, 'tsconfig.json') } : env,
    // A service stops when its IPC channel closes, so it does not outlive a killed supervisor.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

export const hasExited = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** Asks a service to stop. Windows has no SIGTERM, and `kill` ends a process there at once, so close the IPC channel instead. */
export function requestStop(child: ChildProcess): void {
  if (process.platform !== 'win32') child.kill('SIGTERM');
  else if (child.connected) child.disconnect();
}

/**
 * Waits until a process has exited and its output has been read. Returns its signal or exit code for messages.
 * The 'close' event is not an alternative: Node does not emit it after `disconnect`.
 */
export async function whenClosed(child: ChildProcess): Promise<string> {
  const outputs = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const exit = once(child, 'exit');
  await Promise.all([exit, ...outputs.map((stream) => once(stream, 'close'))]);
  const [code, signal] = (await exit) as [number | null, NodeJS.Signals | null];
  return signal ?? `exit code ${code ?? 0}`;
}
