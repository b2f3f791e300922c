import type { Memory } from './proc';
import { table } from './report';
import type { Start } from './start';
import { median, ratios, spread, sum } from './statistics';
import { HOPS } from './target';

const QUARTET = [...HOPS, 'supervisor'];

export function startTables(starts: Start[]): string[] {
  const of = (target: string) => starts.filter((start) => start.target === target);
  const [npm, alone, bare] = [of('npm start'), of('without npm'), of('bare chain')];
  const times = (some: Start[]) => some.map(({ startMs }) => startMs);
  const row = (title: string, some: Start[]) => [
    title,
    spread(times(some), 0),
    spread(ratios(times(some), times(bare)), 2),
  ];
  return [
    table([
      ['to the first page', 'ms', '/ bare chain'],
      row('npm start', npm),
      row('the same without npm', alone),
      row('bare chain', bare),
    ]),
    table([
      ['memory, MiB', 'RSS, fresh', 'RSS, 1,000 visits', 'PSS, fresh', 'PSS, 1,000 visits'],
      ...QUARTET.map((name) => memoryRow(name, npm, [name])),
      memoryRow('all five', npm, QUARTET),
      memoryRow('npm beside them', npm, ['npm']),
      ...HOPS.map((name) => memoryRow(`bare ${name}`, bare, [name])),
      memoryRow('bare, all four', bare, HOPS),
    ]),
  ];
}

/** The memory of some processes together. */
function memoryRow(title: string, starts: Start[], names: string[]): string[] {
  const of = (when: 'fresh' | 'used', kind: keyof Memory) => {
    const totals = starts.map((start) => sum(names.map((name) => start[when][name]?.[kind] ?? NaN)));
    const value = median(totals);
    return Number.isNaN(value) ? '–' : value.toFixed(1);
  };
  return [title, of('fresh', 'rss'), of('used', 'rss'), of('fresh', 'pss'), of('used', 'pss')];
}
