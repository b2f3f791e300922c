import { table } from './report';
import { median, ratios, spread, sum } from './statistics';
import { HOPS } from './target';
import type { Round } from './visits';

export function visitTables(rounds: Round[], connections: number[]): string[] {
  const of = (target: string, count: number) =>
    rounds.filter((round) => round.target === target && round.connections === count);
  const pairs = connections.map((count) => ({
    count,
    quartet: of('Quartet', count),
    bare: of('bare chain', count),
  }));
  return [speeds(pairs), cpuTimes(pairs)];
}

interface Pair {
  count: number;
  quartet: Round[];
  bare: Round[];
}

function speeds(pairs: Pair[]): string {
  const head = ['connections', '', 'Quartet', 'bare chain', 'Quartet / bare chain'];
  const measures = [
    { title: 'visits/s', of: ({ perSecond }: Round) => perSecond, digits: 0 },
    { title: 'latency, median, ms', of: ({ p50 }: Round) => p50, digits: 1 },
    { title: 'latency, p99, ms', of: ({ p99 }: Round) => p99, digits: 1 },
  ];
  const rows = pairs.flatMap(({ count, quartet, bare }) =>
    measures.map(({ title, of, digits }) => {
      const [ours, theirs] = [quartet.map(of), bare.map(of)];
      const ratio = spread(ratios(ours, theirs), 3);
      return [String(count), title, spread(ours, digits), spread(theirs, digits), ratio];
    }),
  );
  return table([head, ...rows]);
}

/** CPU time of a visit by process: where the work is done, whatever else the machine does meanwhile. */
function cpuTimes(pairs: Pair[]): string {
  const head = pairs.flatMap(({ count }) => [`Quartet, ${count}`, `bare, ${count}`, `ratio, ${count}`]);
  const row = (title: string, of: (round: Round) => number) => [
    title,
    ...pairs.flatMap(({ quartet, bare }) => {
      const [ours, theirs] = [quartet.map(of), bare.map(of)];
      return [median(ours).toFixed(3), median(theirs).toFixed(3), median(ratios(ours, theirs)).toFixed(2)];
    }),
  ];
  return table([
    ['CPU, ms a visit', ...head],
    ...HOPS.map((hop) => row(hop, ({ cpuMs }) => cpuMs[hop] ?? NaN)),
    row('all four', ({ cpuMs }) => sum(HOPS.map((hop) => cpuMs[hop] ?? NaN))),
    row('load generator', ({ cpuMs }) => cpuMs['load generator'] ?? NaN),
  ]);
}
