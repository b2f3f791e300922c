import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from './apps';

const started = new Set<ChildProcess>();

export interface Fixture {
  child: ChildProcess;
  /** What it logged so far. */
  log: Record<string, unknown>[];
  /** Resolves with the log entry of that message, once it is there. */
  logged: (msg: string) => Promise<Record<string, unknown>>;
  /** Resolves when the process has ended. */
  ended: Promise<{ code: number | null; stderr: string }>;
}

/** Options by which node runs TypeScript, with our packages from their sources. */
export const LOAD_TYPESCRIPT = ['-C', 'source', '-r', join(__dirname, 'fixtures', 'typescript.js')];

/** The fixture service in a process of its own, with a channel to this one. */
export function startFixture(env: Record<string, string> = {}): Fixture {
  const child = spawn(process.execPath, [...LOAD_TYPESCRIPT, join(__dirname, 'fixtures', 'service.ts')], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  started.add(child);
  const log: Record<string, unknown>[] = [];
  let stderr = '';
  const lines = createInterface(child.stdout!);
  lines.on('line', (line) => log.push(JSON.parse(line) as Record<string, unknown>));
  child.stderr!.on('data', (text: Buffer) => (stderr += text.toString()));
  // Not the child's own 'close', which does not come once its channel has been closed from here.
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close'), once(child.stderr!, 'close')]).then(
    ([[code]]) => ({ code: code as number | null, stderr }),
  );
  const find = (msg: string) => log.find((line) => line.msg === msg);
  const logged = async (msg: string) => {
    await until(() => find(msg) !== undefined || child.exitCode !== null);
    return find(msg) ?? Promise.reject(new Error(`it ended without "${msg}": ${stderr}`));
  };
  return { child, log, logged, ended };
}

/** The fixture, listening; the address it listens at. */
export async function listeningFixture(env?: Record<string, string>): Promise<Fixture & { url: string }> {
  const fixture = startFixture(env);
  const { url } = await fixture.logged('listening');
  return { ...fixture, url: String(url) };
}

/** Whether a new connection is refused there. */
export function refuses(url: string): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('error', () => {
      resolve(true);
    });
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
  });
}

/** Ends what a failed test has left running. */
export function killFixtures(): void {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
}
