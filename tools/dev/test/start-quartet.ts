import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-ports';
import { waitFor } from './wait-for';

export const ROOT = join(__dirname, '..', '..', '..');
const MAIN = join(ROOT, 'tools', 'dev', 'dist', 'main.js');
export const GREETING = 'Ctrl-C stops everything.';

const NAMES = ['FRONTEND', 'NUMBER', 'FLOAT', 'PRODUCT'] as const;
type Ports = Record<(typeof NAMES)[number], number>;

/** A real `npm start`: the supervisor and its services, on ports of their own and over a database of their own. */
export interface Started {
  child: ChildProcess;
  ports: Ports;
  /** Where the pages are. */
  url: string;
  stdout: () => string;
  stderr: () => string;
  /** Waits until `text` was printed so often. */
  said: (text: string, times?: number) => Promise<void>;
  /** Its exit code or signal, once all it printed has come. */
  ended: Promise<number | NodeJS.Signals | null>;
  /** Every process that this start brought about and that still runs: the command line by process id. */
  processes: () => Promise<Map<number, string>>;
  /** Kills what is left, and removes the data. */
  clear: () => Promise<void>;
}

export interface How {
  args?: string[];
  env?: Record<string, string>;
  /** By `npm start`, in a process group as a terminal makes it for a command. */
  byNpm?: boolean;
}

export async function startQuartet({ args = [], env = {}, byNpm = false }: How = {}): Promise<Started> {
  const mark = `QUARTET_TEST=${randomUUID()}`;
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
      QUARTET_TEST: mark.slice('QUARTET_TEST='.length),
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
    said: (text, times = 1) =>
      waitFor(`"${text}"`, () => {
        const all = printed.stdout + printed.stderr;
        const isThere = all.split(text).length > times;
        if (!isThere && hasEnded()) throw new Error(`It ended before it said "${text}":\n${all}`);
        return isThere;
      }),
    ended,
    processes: () => processesWith(mark),
    clear: async () => {
      for (const id of (await processesWith(mark)).keys()) killIfThere(id);
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** Children inherit the environment: what was set for the first process marks all of them. */
async function processesWith(mark: string): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const read = (name: string) => readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '');
    const environment = await read('environ');
    if (environment.split('\0').includes(mark))
      found.set(Number(id), (await read('cmdline')).split('\0').join(' ').trim());
  }
  return found;
}

function killIfThere(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
