import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-ports';
import { waitFor } from './wait-for';

export const ROOT = join(__dirname, '..', '..', '..');
const MAIN = join(ROOT, 'tools', 'dev', 'dist', 'main.js');
export const GREETING = 'Ctrl-C stops all services.';

const NAMES = ['FRONTEND', 'NUMBER', 'FLOAT', 'PRODUCT'] as const;
type Ports = Record<(typeof NAMES)[number], number>;

/** A running supervisor with its services, on free ports and with a new database. */
export interface Started {
  child: ChildProcess;
  ports: Ports;
  /** The URL of the frontend. */
  url: string;
  stdout: () => string;
  stderr: () => string;
  /** Waits until `text` has been printed `times` times (default 1). */
  waitForOutput: (text: string, times?: number) => Promise<void>;
  /** The exit code or signal, after all output has been read. */
  ended: Promise<number | NodeJS.Signals | null>;
  /** The running processes of this start: command lines by process id. */
  processes: () => Promise<Map<number, string>>;
  /** Kills the remaining processes and removes the data. */
  clear: () => Promise<void>;
}

export interface StartOptions {
  args?: string[];
  env?: Record<string, string>;
  /** Start with `npm start` in a new process group, as a terminal does. */
  byNpm?: boolean;
}

export async function startQuartet({
  args = [],
  env = {},
  byNpm = false,
}: StartOptions = {}): Promise<Started> {
  const marker = `QUARTET_TEST=${randomUUID()}`;
  const folder = await mkdtemp(join(tmpdir(), 'quartet-start-'));
  const free = await freePorts(NAMES.length);
  const ports = Object.fromEntries(NAMES.map((name, position) => [name, free[position]])) as Ports;
  const [command, ...rest] = byNpm ? ['npm', 'start'] : [process.execPath, MAIN];
  const child = spawn(command, [...rest, ...args], {
    cwd: ROOT,
    detached: byNpm,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      npm_config_update_notifier: 'false',
      ...Object.fromEntries(NAMES.map((name) => [`${name}_PORT`, String(ports[name])])),
      DATABASE_URL: `sqlite:${join(folder, 'quartet.db')}`,
      QUARTET_TEST: marker.slice('QUARTET_TEST='.length),
      ...env,
    },
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (printed.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (printed.stderr += text.toString()));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => {
      resolve(code ?? signal);
    });
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    child,
    ports,
    url: `http://127.0.0.1:${ports.FRONTEND}`,
    stdout: () => printed.stdout,
    stderr: () => printed.stderr,
    waitForOutput: (text, times = 1) =>
      waitFor(`"${text}"`, () => {
        const all = printed.stdout + printed.stderr;
        const isPrinted = all.split(text).length > times;
        if (!isPrinted && hasEnded()) throw new Error(`It exited without printing "${text}":\n${all}`);
        return isPrinted;
      }),
    ended,
    processes: () => processesWith(marker),
    clear: async () => {
      for (const id of (await processesWith(marker)).keys()) killIfRunning(id);
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** Finds the processes that have the marker in their environment: child processes inherit it. */
async function processesWith(marker: string): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const read = (name: string) => readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '');
    const environment = await read('environ');
    if (environment.split('\0').includes(marker))
      found.set(Number(id), (await read('cmdline')).split('\0').join(' ').trim());
  }
  return found;
}

function killIfRunning(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It has just exited.
  }
}
