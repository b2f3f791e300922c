import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Odds } from '../odds/odds';
import { fileError, type RuleProblem } from '../file/problem';

/** A rule file to be checked. */
export interface CheckTask {
  file: string;
  yaml: string;
}

/** What checking apart gives: as `Checked`, but for the compiled program, which cannot leave its thread. */
export interface CheckedApart {
  problems: RuleProblem[];
  odds?: Odds;
}

/** Checks files, in order. */
export type Check = (tasks: CheckTask[], limitMs: number) => Promise<CheckedApart[]>;

const MEMORY_MB = 256;
const EXTENSION = extname(__filename);
const FROM_SOURCES = ['-C', 'source', '-r', 'ts-node/register/transpile-only'];

/**
 * Checks rule files in a thread of its own, so that neither a large grid nor a hostile file holds up anybody.
 * What takes longer than `limitMs` in all, or more than 256 MB, is ended, and that is the problem of what is left.
 */
export const checkApart: Check = (tasks, limitMs) => {
  if (tasks.length === 0) return Promise.resolve([]);
  const worker = new Worker(join(__dirname, `check-worker${EXTENSION}`), {
    workerData: tasks,
    execArgv: EXTENSION === '.ts' ? FROM_SOURCES : [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise((resolve) => {
    const checked: CheckedApart[] = [];
    const end = (message: string) => {
      clearTimeout(timer);
      resolve(tasks.map(({ file }, index) => checked[index] ?? { problems: [fileError(file, message)] }));
      void worker.terminate();
    };
    let timer: NodeJS.Timeout | undefined;
    worker.on('message', (result: CheckedApart | undefined) => {
      if (result) checked.push(result);
      else
        timer = setTimeout(() => {
          end(tooLong(limitMs));
        }, limitMs);
      if (checked.length === tasks.length) end('');
    });
    worker.once('error', ({ message }) => {
      end(`checking broke off: ${message}`);
    });
    worker.once('exit', () => {
      end('checking broke off');
    });
  });
};

const tooLong = (limitMs: number) =>
  `checking took more than ${limitMs} ms and was ended: make the ranges or the expressions smaller`;
