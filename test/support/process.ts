import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '..', '..');

/** A service running in a process of its own, from its sources. */
export interface ServiceProcess {
  url: string;
  child: ChildProcess;
  /** Sends a signal and gives the exit code. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Starts `folder`'s service on a free port with `env`; resolves when it listens, and rejects with its words where it does not start. */
export async function startProcess(folder: string, env: Record<string, string>): Promise<ServiceProcess> {
  const command = [
    '-C',
    'source',
    '-r',
    'ts-node/register/transpile-only',
    join(ROOT, folder, 'src/server.ts'),
  ];
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', TS_NODE_PROJECT: join(ROOT, 'tsconfig.json'), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const ended = once(child, 'exit');
  const listening = new Promise<string>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const { msg, url } = JSON.parse(line) as { msg: string; url: string };
      if (msg === 'listening') resolve(url);
    });
  });
  const failed = ended.then(([code]) => {
    throw new Error(`exit code ${String(code)}: ${complaint}`);
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
