import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { UpstreamError } from '../src';
import { clientOf, closeUpstreams, context, failureOf, GET, upstream } from './upstream';

afterEach(closeUpstreams);

const never: RequestListener = () => undefined;
/** How much later than its deadline a call may end on a busy machine, in milliseconds. */
const LATE = 10_000;

async function timed<T>(work: Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now();
  const result = await work;
  return { result, ms: performance.now() - start };
}

/** Sends a byte now and then, so that no pause is ever long. */
const drip: RequestListener = (_req, res: ServerResponse) => {
  res.writeHead(200, { 'Content-Type': 'application/json' });
  const timer = setInterval(() => res.write(' '), 10);
  res.once('close', () => {
    clearInterval(timer);
  });
};

test.each([
  ['does not answer', never],
  ['answers byte by byte without an end', drip],
])(
  'When the upstream %s, then the attempt ends at its time and lets go of the connection',
  async (_, handler) => {
    let left: Promise<unknown> | undefined;
    const { url } = await upstream((req, res) => {
      left = once(res, 'close');
      handler(req, res);
    });
    const { result, ms } = await timed(
      failureOf(clientOf(url, { attemptMs: 200, retries: 0 }).call(GET, context())),
    );
    expect(result).toBeInstanceOf(UpstreamError);
    expect(result).toMatchObject({
      reason: 'too slow',
      status: 503,
      message: 'The float service did not answer within 200 ms.',
    });
    expect(ms).toBeGreaterThan(190);
    expect(ms).toBeLessThan(LATE);
    await left;
  },
);

test('When one replica hangs, then the next attempt gets the answer from another', async () => {
  let asked = 0;
  const { url } = await upstream((_req, res) => {
    if (asked++ > 0) res.end('{"float":7.21}');
  });
  expect(await clientOf(url, { attemptMs: 300 }).call(GET, context())).toEqual({ float: 7.21 });
  expect(asked).toBe(2);
});

test('When every attempt hangs, then all together end at the deadline of the call, not at that of each', async () => {
  const { url } = await upstream(never);
  const client = clientOf(url, { deadlineMs: 400, attemptMs: 150, retries: 1_000 });
  const { result, ms } = await timed(failureOf(client.call(GET, context())));
  expect(result).toMatchObject({ reason: 'too slow' });
  expect(ms).toBeLessThan(400 + LATE);
});

test('When the caller has less time than the client would take, then the call ends with the time of the caller', async () => {
  const { url } = await upstream(never);
  const until = performance.now() + 100;
  const { result, ms } = await timed(failureOf(clientOf(url).call(GET, { ...context(), until })));
  expect(result).toMatchObject({ reason: 'too slow' });
  expect(ms).toBeLessThan(100 + LATE);
});

test('When the time of the caller is up before the call, then the call fails at once', async () => {
  const { url } = await upstream(never);
  const past = { ...context(), until: performance.now() - 1_000 };
  expect(await failureOf(clientOf(url).call(GET, past))).toMatchObject({ reason: 'too slow' });
});
