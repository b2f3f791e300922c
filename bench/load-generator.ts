import { once } from 'node:events';
import { join } from 'node:path';
import { startProcess } from './processes';

/** Load to generate: `connections` in parallel, for a number of seconds or of visits. */
export interface LoadOptions {
  url: string;
  connections: number;
  seconds?: number;
  visits?: number;
  /** Sent as JSON with POST. */
  body?: object;
}

/** Times are in milliseconds. */
export interface LoadResult {
  perSecond: number;
  p50: number;
  p99: number;
  /** Visits sent, including those without an answer when the time was up. */
  sent: number;
  /** Answers by status, and `errors`; a valid run has only `200`. */
  answers: Record<string, number>;
}

export interface LoadGenerator {
  pid: number;
  /** @throws {Error} if an answer has a status other than 200, which makes the figures worthless */
  run: (options: LoadOptions) => Promise<LoadResult>;
}

/** Starts the process that generates load. */
export function startLoadGenerator(): LoadGenerator {
  const command = [process.execPath, ...process.execArgv, join(__dirname, 'load-process.ts')];
  const { child, pid } = startProcess(command, {}, { channel: 'ipc' });
  const exited = once(child, 'exit').then(() => {
    throw new Error('The load generator exited.');
  });
  exited.catch(() => undefined);
  const run = async (options: LoadOptions) => {
    child.send(options);
    const [result] = (await Promise.race([once(child, 'message'), exited])) as [LoadResult];
    const { 200: good = 0, ...bad } = result.answers;
    if (good > 0 && Object.keys(bad).length === 0) return result;
    throw new Error(`The run is invalid: ${options.url} answered ${JSON.stringify(result.answers)}.`);
  };
  return { pid, run };
}
