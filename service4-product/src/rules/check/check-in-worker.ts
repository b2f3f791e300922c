import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fileError, type RuleProblem } from '../file/problem';
import type { Odds } from '../odds/odds';

/** A rule file to check. */
export interface CheckTask {
  file: string;
  yaml: string;
}

/** The result of a check without the compiled rule set, which cannot leave its thread. */
export interface CheckReport {
  problems: RuleProblem[];
  odds?: Odds;
}

/** Checks files, in order. */
export type Check = (tasks: CheckTask[], limitMs: number) => Promise<CheckReport[]>;

const MEMORY_MB = 256;
/** A busy machine starts threads slowly. That must neither count against the file nor keep a service from starting. */
const START_LIMIT_MS = 60_000;
const EXTENSION = extname(__filename);
const FROM_SOURCES = ['-C', 'source', '-r', 'ts-node/register/transpile-only'];

/**
 * Checks rule files in a worker thread, so that neither a large grid nor a hostile file blocks the service. A check that takes
 * longer than `limitMs` in total, or more than 256 MB, is stopped; the remaining files have that as their problem.
 */
export const checkInWorker: Check = (tasks, limitMs) => {
  if (tasks.length === 0) return Promise.resolve([]);
  const worker = new Worker(join(__dirname, `check-worker${EXTENSION}`), {
    workerData: tasks,
    execArgv: EXTENSION === '.ts' ? FROM_SOURCES : [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise((resolve) => {
    const reports: CheckReport[] = [];
    const end = (message: string) => {
      clearTimeout(timer);
      resolve(tasks.map(({ file }, index) => reports[index] ?? { problems: [fileError(file, message)] }));
      void worker.terminate();
    };
    const endAfter = (ms: number, message: string) =>
      setTimeout(() => {
        end(message);
      }, ms);
    let timer = endAfter(START_LIMIT_MS, 'the check failed: its thread did not start in time');
    worker.on('message', (report: CheckReport | undefined) => {
      if (report) reports.push(report);
      // The first message reports that the worker has loaded.
      else {
        clearTimeout(timer);
        timer = endAfter(limitMs, tooLong(limitMs));
      }
      if (reports.length === tasks.length) end('');
    });
    worker.once('error', ({ message }) => {
      end(`the check failed: ${message}`);
    });
    worker.once('exit', () => {
      end('the check failed: its thread ended');
    });
  });
};

const tooLong = (limitMs: number) =>
  `the check took more than ${limitMs} ms and was stopped: narrow the ranges, or simplify the expressions`;
