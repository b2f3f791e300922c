import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 10 ms. */
const TICK_MS = 10;

/** The fields of /proc/PID/stat from the state on: the name before them may contain spaces and parentheses. */
const readStat = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);

/** The user and system time that all threads of a process have used so far, in milliseconds. */
export function cpuMs(pid: number): number {
  const { 11: user = NaN, 12: system = NaN } = readStat(pid);
  return (user + system) * TICK_MS;
}

/** The child processes of `pid`, with their command lines. */
export function childrenOf(pid: number): { pid: number; command: string }[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.flatMap((child) => {
    try {
      if (readStat(child)[1] !== pid) return [];
      return [
        { pid: child, command: readFileSync(`/proc/${child}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() },
      ];
    } catch {
      // The process exited after the folder was listed.
      return [];
    }
  });
}

export interface Memory {
  /** Resident set size in MiB; a page shared by several processes counts fully in each. */
  rss: number;
  /** Proportional set size in MiB: a page shared by n processes counts 1/n in each. NaN without permission to read it. */
  pss: number;
}

export function memoryOf(pid: number): Memory {
  return {
    rss: readMiB(`/proc/${pid}/status`, 'VmRSS'),
    pss: readMiB(`/proc/${pid}/smaps_rollup`, 'Pss'),
  };
}

function readMiB(file: string, field: string): number {
  try {
    const [, kB] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8')) ?? [];
    return Number(kB) / 1024;
  } catch {
    return NaN;
  }
}
