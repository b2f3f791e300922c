import autocannon from 'autocannon';
import type { LoadOptions, LoadResult } from './load-generator';
import { quantile } from './statistics';
import { PAGE_HEADERS } from './target';

// A separate process generates the load, so that its CPU time does not count as Quartet's.
process.on('message', (options: LoadOptions) => {
  void run(options).then((result) => process.send?.(result));
});
process.once('disconnect', () => process.exit());

async function run({ url, connections, seconds = 0, visits, body }: LoadOptions): Promise<LoadResult> {
  const times: number[] = [];
  const startedAt = performance.now();
  let lastResponseAt = startedAt;
  const { requests, errors, statusCodeStats } = await new Promise<autocannon.Result>((resolve, reject) => {
    const limit = visits === undefined ? { duration: seconds } : { amount: visits };
    const request = body
      ? {
          method: 'POST' as const,
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }
      : { headers: PAGE_HEADERS };
    // The first error makes the run invalid, so stop there.
    const options = { url, connections, ...request, sampleInt: 50, bailout: 1, ...limit };
    // autocannon rounds to whole milliseconds and whole samples, so record each response here.
    autocannon(options, (error: Error | null, result) => {
      if (error) reject(error);
      else resolve(result);
    }).on('response', (_client, _status, _bytes, milliseconds) => {
      times.push(milliseconds);
      lastResponseAt = performance.now();
    });
  });
  const statuses = Object.entries(statusCodeStats ?? {}).map(([status, { count = 0 }]) => [status, count]);
  return {
    perSecond: (times.length / (lastResponseAt - startedAt)) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    sent: requests.sent,
    answers: { ...Object.fromEntries(statuses), ...(errors > 0 ? { errors } : {}) } as Record<string, number>,
  };
}
