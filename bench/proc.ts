import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 10 ms. */
const TICK_MS = 10;

/** The fields of /proc/PID/stat from the state onward: the name before it may hold spaces and parentheses. */
const stat = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);

/** The CPU time that a process has used so far, in milliseconds, all of its threads and the kernel's part included. */
export function cpuMs(pid: number): number {
  const { 11: user = NaN, 12: system = NaN } = stat(pid);
  return (user + system) * TICK_MS;
}

/** The processes that `pid` started, with their command lines. */
export function childrenOf(pid: number): { pid: number; command: string }[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.flatMap((child) => {
    try {
      if (stat(child)[1] !== pid) return [];
      return [
        { pid: child, command: readFileSync(`/proc/${child}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() },
      ];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}

export interface Memory {
  /** Resident memory, in MiB; pages shared with other processes count in each of them. */
  rss: number;
  /** The proportional share, in MiB: a page shared by n processes counts 1/n in each. NaN where it may not be read. */
  pss: number;
}

export function memoryOf(pid: number): Memory {
  return { rss: field(`/proc/${pid}/status`, 'VmRSS'), pss: field(`/proc/${pid}/smaps_rollup`, 'Pss') };
}

function field(file: string, name: string): number {
  try {
    const [, kB] = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8')) ?? [];
    return Number(kB) / 1024;
  } catch {
    return NaN;
  }
}
