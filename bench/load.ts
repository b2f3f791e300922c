import autocannon from 'autocannon';
import { PAGE_HEADERS } from './target';
import { quantile } from './statistics';

/** Visits to make: over `connections` at once, for so many seconds or so many visits. */
export interface Order {
  url: string;
  connections: number;
  seconds?: number;
  visits?: number;
}

/** What came of an order; times in milliseconds. */
export interface Outcome {
  perSecond: number;
  p50: number;
  p99: number;
  /** Visits begun: more than were answered when the time was up. */
  sent: number;
  /** Answers by status, and `errors`; a valid run has nothing but `200`. */
  answers: Record<string, number>;
}

// This process makes the visits: its CPU time is then no part of what is measured.
process.on('message', (order: Order) => {
  void make(order).then((outcome) => process.send?.(outcome));
});
process.once('disconnect', () => process.exit());

async function make({ url, connections, seconds = 0, visits }: Order): Promise<Outcome> {
  const times: number[] = [];
  const began = performance.now();
  let last = began;
  const { requests, errors, statusCodeStats } = await new Promise<autocannon.Result>((resolve, reject) => {
    const limit = visits === undefined ? { duration: seconds } : { amount: visits };
    // One error makes the run invalid: there is no use in going on.
    const options = { url, connections, headers: PAGE_HEADERS, sampleInt: 50, bailout: 1, ...limit };
    // Its own sums are of whole milliseconds and of whole samples: ours are of each answer.
    autocannon(options, (error: Error | null, result) => {
      if (error) reject(error);
      else resolve(result);
    }).on('response', (_client, _status, _bytes, milliseconds) => {
      times.push(milliseconds);
      last = performance.now();
    });
  });
  const statuses = Object.entries(statusCodeStats ?? {}).map(([status, { count = 0 }]) => [status, count]);
  return {
    perSecond: (times.length / (last - began)) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    sent: requests.sent,
    answers: { ...Object.fromEntries(statuses), ...(errors > 0 ? { errors } : {}) } as Record<string, number>,
  };
}
