import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Environment, Service } from './services';

/** As in the image of a service: a small young generation. */
const AS_BUILT = ['--max-semi-space-size=4'];
const FROM_SOURCES = ['-C', 'source', '-r', 'ts-node/register/transpile-only'];

/** A service's process: its own process group, so that Ctrl-C reaches only the supervisor, which stops things in order. */
export function startChild(service: Service, root: string, env: Environment, dev: boolean): ChildProcess {
  const folder = join(root, service.folder);
  const command = dev
    ? [...FROM_SOURCES, join(folder, 'src/server.ts')]
    : [...AS_BUILT, join(folder, 'dist/server.js')];
  return spawn(process.execPath, command, {
    cwd: root,
    detached: true,
    env: dev ? { ...env, TS_NODE_PROJECT: join(root, 'tsconfig.json') } : env,
    // Over the channel the service notices when the supervisor is gone, however that ended.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

export const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
