import type { Memory } from './proc';
import { formatTable } from './report';
import { formatSpread, median, ratios, sum } from './statistics';
import { HOPS } from './target';

/** The measurements of one start. */
export interface Start {
  target: string;
  startMs: number;
  /** Memory by process, before the first visit. */
  fresh: Record<string, Memory>;
  /** Memory by process after 1,000 visits; empty if the start was measured without visits. */
  used: Record<string, Memory>;
}

const QUARTET = [...HOPS, 'supervisor'];

export function formatStartTables(starts: Start[]): string[] {
  const startsOf = (target: string) => starts.filter((start) => start.target === target);
  const npm = startsOf('npm start');
  const withoutNpm = startsOf('without npm');
  const bare = startsOf('bare chain');
  const times = (some: Start[]) => some.map(({ startMs }) => startMs);
  const row = (title: string, some: Start[]) => [
    title,
    formatSpread(times(some), 0),
    formatSpread(ratios(times(some), times(bare)), 2),
  ];
  return [
    formatTable([
      ['time to first page', 'ms', '/ bare chain'],
      row('npm start', npm),
      row('without npm', withoutNpm),
      row('bare chain', bare),
    ]),
    formatTable([
      ['memory, MiB', 'RSS, fresh', 'RSS, 1,000 visits', 'PSS, fresh', 'PSS, 1,000 visits'],
      ...QUARTET.map((name) => memoryRow(name, npm, [name])),
      memoryRow('all five', npm, QUARTET),
      memoryRow('npm', npm, ['npm']),
      ...HOPS.map((name) => memoryRow(`bare ${name}`, bare, [name])),
      memoryRow('bare, all four', bare, HOPS),
    ]),
  ];
}

/** Adds up the memory of the processes in `names`. */
function memoryRow(title: string, starts: Start[], names: string[]): string[] {
  const total = (when: 'fresh' | 'used', kind: keyof Memory) => {
    const totals = starts.map((start) => sum(names.map((name) => start[when][name]?.[kind] ?? NaN)));
    const value = median(totals);
    return Number.isNaN(value) ? '–' : value.toFixed(1);
  };
  return [title, total('fresh', 'rss'), total('used', 'rss'), total('fresh', 'pss'), total('used', 'pss')];
}
