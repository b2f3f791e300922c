import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildBareChain, startBareChain } from './chains';
import { startQuartet } from './quartet';
import { describeMachine, formatTable } from './report';
import { median, ratios } from './statistics';
import { type Round, totalCpuMs } from './visit-tables';
import { measureRounds } from './visits';

const CONNECTIONS = 64;
const ROUNDS = 5;
const SECONDS = 2;
/** A loss of more than a fifth fails. */
const LOSS = 0.2;

/** Quartet divided by the bare chain. */
interface Baseline {
  /** Visits per second. */
  rate: number;
  /** CPU time per visit. */
  cpu: number;
}

/**
 * Compares a short run with the ratios in baseline.json, and returns the report.
 * @throws {Error} with the report, if Quartet has become slower or needs more CPU time
 */
export async function checkVisits(): Promise<string> {
  const machine = describeMachine();
  const baseline = JSON.parse(await readFile(join(__dirname, 'baseline.json'), 'utf8')) as Baseline;
  const quartet = await startQuartet();
  const bare = await startBareChain(await buildBareChain(), quartet.pageBytes);
  const rounds = await measureRounds([quartet, bare], [CONNECTIONS], ROUNDS, SECONDS);
  const ratiosOf = (of: (round: Round) => number) => {
    const [ours = [], theirs = []] = [quartet, bare].map(({ name }) =>
      rounds.filter(({ target }) => target === name).map(of),
    );
    return ratios(ours, theirs);
  };
  // Other load on the machine slows Quartet with its many processes more than the bare chain: take the best round.
  const rate = Math.max(...ratiosOf(({ perSecond }) => perSecond));
  const cpu = median(ratiosOf(totalCpuMs));
  const rateLimit = baseline.rate * (1 - LOSS);
  const cpuLimit = baseline.cpu / (1 - LOSS);
  const rows = [
    { title: 'visits per second', measured: rate, limit: rateLimit, isGood: rate >= rateLimit },
    { title: 'CPU time per visit', measured: cpu, limit: cpuLimit, isGood: cpu <= cpuLimit },
  ];
  const report = [
    machine,
    formatTable([
      ['Quartet / bare chain', 'measured', 'limit', 'result'],
      ...rows.map(({ title, measured, limit, isGood }) => [
        title,
        measured.toFixed(3),
        limit.toFixed(3),
        isGood ? 'ok' : 'FAILED',
      ]),
    ]),
  ].join('\n\n');
  if (rows.every(({ isGood }) => isGood)) return report;
  throw new Error(`${report}\n\nQuartet has lost more than a fifth of the speed in bench/baseline.json.`);
}
