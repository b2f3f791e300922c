import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Service } from './services';

/** A service's process: its own process group, so that Ctrl-C reaches only the supervisor, which stops things in order. */
export function startChild(
  service: Service,
  root: string,
  env: NodeJS.ProcessEnv,
  dev: boolean,
): ChildProcess {
  const folder = join(root, service.folder);
  const command = dev
    ? [
        '--watch',
        '--watch-preserve-output',
        '-C',
        'source',
        '-r',
        'ts-node/register/transpile-only',
        join(folder, 'src/server.ts'),
      ]
    : [join(folder, 'dist/server.js')];
  return spawn(process.execPath, command, {
    cwd: root,
    detached: true,
    env: dev ? { ...env, TS_NODE_PROJECT: join(root, 'tsconfig.json') } : env,
    // Over the channel the service notices when the supervisor is gone, however that ended.
    stdio: ['ignore', 'pipe', 'pipe', dev ? 'ignore' : 'ipc'],
  });
}

export const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** Asks a process to stop; after `graceMs` it is killed. */
export async function stopChild(child: ChildProcess, graceMs: number): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(timer);
}
