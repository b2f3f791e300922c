import type { LoadResult } from './load-generator';
import { formatTable } from './report';
import { formatSpread, median, ratios, sum } from './statistics';
import { HOPS } from './target';

/** The measurements of one round of visits to one target. */
export interface Round extends LoadResult {
  target: string;
  connections: number;
  /** CPU time per visit of each process, in milliseconds. */
  cpuMs: Record<string, number>;
}

/** The rounds of all targets with one number of connections. The first target is Quartet, the others are references. */
interface Group {
  connections: number;
  targets: { name: string; rounds: Round[] }[];
}

const MEASURES = [
  { title: 'visits/s', of: ({ perSecond }: Round) => perSecond, digits: 0 },
  { title: 'latency, median, ms', of: ({ p50 }: Round) => p50, digits: 1 },
  { title: 'latency, p99, ms', of: ({ p99 }: Round) => p99, digits: 1 },
];

export const totalCpuMs = ({ cpuMs }: Round) => sum(HOPS.map((hop) => cpuMs[hop] ?? 0));

export function formatVisitTables(rounds: Round[], connections: number[]): string[] {
  const names = [...new Set(rounds.map(({ target }) => target))];
  const groups = connections.map((count) => ({
    connections: count,
    targets: names.map((name) => ({
      name,
      rounds: rounds.filter((round) => round.target === name && round.connections === count),
    })),
  }));
  return [speedTable(names, groups), ratioTable(names, groups), ...groups.map(cpuTable)];
}

function speedTable(names: string[], groups: Group[]): string {
  const rows = groups.flatMap(({ connections, targets }) =>
    MEASURES.map(({ title, of, digits }) => [
      String(connections),
      title,
      ...targets.map(({ rounds }) => formatSpread(rounds.map(of), digits)),
    ]),
  );
  return formatTable([['connections', '', ...names], ...rows]);
}

/** Quartet divided by each reference, round by round. */
function ratioTable([first = '', ...references]: string[], groups: Group[]): string {
  const measures = [...MEASURES, { title: 'CPU per visit', of: totalCpuMs }];
  const rows = groups.flatMap(({ connections, targets: [quartet, ...others] }) =>
    measures.map(({ title, of }) => [
      String(connections),
      title,
      ...others.map(({ rounds }) => formatSpread(ratios((quartet?.rounds ?? []).map(of), rounds.map(of)), 2)),
    ]),
  );
  return formatTable([['connections', `${first} /`, ...references], ...rows]);
}

/** CPU time depends less than speed on other load on the machine. */
function cpuTable({ connections, targets }: Group): string {
  const row = (title: string, of: (round: Round) => number) => [
    title,
    ...targets.map(({ rounds }) => median(rounds.map(of)).toFixed(3)),
  ];
  return formatTable([
    [`CPU, ms per visit, ${connections} connections`, ...targets.map(({ name }) => name)],
    ...HOPS.map((hop) => row(hop, ({ cpuMs }) => cpuMs[hop] ?? 0)),
    row('all services', totalCpuMs),
    row('load generator', ({ cpuMs }) => cpuMs['load generator'] ?? NaN),
  ]);
}
