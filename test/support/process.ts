import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '..', '..');

/** A service running in a process of its own. */
export interface ServiceProcess {
  url: string;
  child: ChildProcess;
  /** Sends a signal and gives the exit code. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

const FROM_SOURCES = ['-C', 'source', '-r', 'ts-node/register/transpile-only'];

/** Starts `folder`'s service from its sources on a free port with `env`; resolves when it listens, and rejects with its words where it does not start. */
export const startProcess = (folder: string, env: Record<string, string>) =>
  start([...FROM_SOURCES, join(ROOT, folder, 'src/server.ts')], env);

/** The same from what was built, as people run it. */
export const startBuilt = (folder: string, env: Record<string, string>) =>
  start([join(ROOT, folder, 'dist/server.js')], env);

async function start(command: string[], env: Record<string, string>): Promise<ServiceProcess> {
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', TS_NODE_PROJECT: join(ROOT, 'tsconfig.json'), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const ended = once(child, 'exit');
  const listening = new Promise<string>((resolve) => {
    let isListening = false;
    createInterface(child.stdout).on('line', (line) => {
      // What follows is read so that the pipe never fills, and not looked at: a process that is killed may end within a line.
      if (isListening) return;
      const { msg, url } = JSON.parse(line) as { msg: string; url: string };
      isListening = msg === 'Listening';
      if (isListening) resolve(url);
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
