import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { waitUntil } from './apps';

const started = new Set<ChildProcess>();

export interface Fixture {
  child: ChildProcess;
  /** The log entries so far. */
  log: Record<string, unknown>[];
  /** Waits for the log entry with this message. */
  waitForLog: (msg: string) => Promise<Record<string, unknown>>;
  /** Resolves when the process has exited and its output has been read. */
  ended: Promise<{ code: number | null; stderr: string }>;
}

/** Options of `node` that run TypeScript and load the workspace's packages from their sources. */
export const LOAD_TYPESCRIPT = ['-C', 'source', '-r', join(__dirname, 'fixtures', 'typescript.js')];

/** Starts the fixture service in a child process with an IPC channel. */
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
  // Node does not emit the child's 'close' event after `child.disconnect()`.
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close'), once(child.stderr!, 'close')]).then(
    ([[code]]) => ({ code: code as number | null, stderr }),
  );
  const find = (msg: string) => log.find((line) => line.msg === msg);
  const waitForLog = async (msg: string) => {
    await waitUntil(() => find(msg) !== undefined || child.exitCode !== null);
    return find(msg) ?? Promise.reject(new Error(`The fixture ended without logging "${msg}": ${stderr}`));
  };
  return { child, log, waitForLog, ended };
}

/** Starts the fixture service and waits until it listens. */
export async function listeningFixture(env?: Record<string, string>): Promise<Fixture & { url: string }> {
  const fixture = startFixture(env);
  const { url } = await fixture.waitForLog('Listening');
  return { ...fixture, url: String(url) };
}

/** Whether `url` refuses new connections. */
export function isRefused(url: string): Promise<boolean> {
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

/** Kills the fixtures that a failed test has left running. */
export function killFixtures(): void {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
}
