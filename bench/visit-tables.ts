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

export function formatVisitTables(rounds: Round[], connections: number[]): string[] {
  const roundsOf = (target: string, count: number) =>
    rounds.filter((round) => round.target === target && round.connections === count);
  const pairs = connections.map((count) => ({
    count,
    quartet: roundsOf('Quartet', count),
    bare: roundsOf('bare chain', count),
  }));
  return [speedTable(pairs), cpuTable(pairs)];
}

interface Pair {
  /** The number of connections. */
  count: number;
  quartet: Round[];
  bare: Round[];
}

function speedTable(pairs: Pair[]): string {
  const head = ['connections', '', 'Quartet', 'bare chain', 'Quartet / bare chain'];
  const measures = [
    { title: 'visits/s', of: ({ perSecond }: Round) => perSecond, digits: 0 },
    { title: 'latency, median, ms', of: ({ p50 }: Round) => p50, digits: 1 },
    { title: 'latency, p99, ms', of: ({ p99 }: Round) => p99, digits: 1 },
  ];
  const rows = pairs.flatMap(({ count, quartet, bare }) =>
    measures.map(({ title, of, digits }) => {
      const [ours, theirs] = [quartet.map(of), bare.map(of)];
      const ratio = formatSpread(ratios(ours, theirs), 3);
      return [String(count), title, formatSpread(ours, digits), formatSpread(theirs, digits), ratio];
    }),
  );
  return formatTable([head, ...rows]);
}

/** CPU time depends less than speed on other load on the machine. */
function cpuTable(pairs: Pair[]): string {
  const head = pairs.flatMap(({ count }) => [`Quartet, ${count}`, `bare, ${count}`, `ratio, ${count}`]);
  const row = (title: string, of: (round: Round) => number) => [
    title,
    ...pairs.flatMap(({ quartet, bare }) => {
      const [ours, theirs] = [quartet.map(of), bare.map(of)];
      return [median(ours).toFixed(3), median(theirs).toFixed(3), median(ratios(ours, theirs)).toFixed(2)];
    }),
  ];
  return formatTable([
    ['CPU, ms per visit', ...head],
    ...HOPS.map((hop) => row(hop, ({ cpuMs }) => cpuMs[hop] ?? NaN)),
    row('all four', ({ cpuMs }) => sum(HOPS.map((hop) => cpuMs[hop] ?? NaN))),
    row('load generator', ({ cpuMs }) => cpuMs['load generator'] ?? NaN),
  ]);
}
