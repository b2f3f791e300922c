import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { UpstreamError } from '../src';
import { clientOf, closeUpstreams, testContext, errorOf, GET, startUpstream } from './upstream';

afterEach(closeUpstreams);

const never: RequestListener = () => undefined;
/** The tolerance of deadlines on a busy machine, in milliseconds. */
const TOLERANCE_MS = 10_000;

async function timed<T>(work: Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now();
  const result = await work;
  return { result, ms: performance.now() - start };
}

/** Sends a byte every 10 ms and never ends the response. */
const drip: RequestListener = (_req, res: ServerResponse) => {
  res.writeHead(200, { 'Content-Type': 'application/json' });
  const timer = setInterval(() => res.write(' '), 10);
  res.once('close', () => {
    clearInterval(timer);
  });
};

test.each([
  ['does not answer', never],
  ['sends an endless response byte by byte', drip],
])('An attempt times out and closes its connection when the upstream %s', async (_, handler) => {
  let closed: Promise<unknown> | undefined;
  const { url } = await startUpstream((req, res) => {
    closed = once(res, 'close');
    handler(req, res);
  });
  const { result, ms } = await timed(
    errorOf(clientOf(url, { attemptMs: 200, retries: 0 }).call(GET, testContext())),
  );
  expect(result).toBeInstanceOf(UpstreamError);
  expect(result).toMatchObject({
    reason: 'timeout',
    status: 503,
    message: 'The float service did not answer within 200 ms.',
  });
  expect(ms).toBeGreaterThan(190);
  expect(ms).toBeLessThan(TOLERANCE_MS);
  await closed;
});

test('The next attempt succeeds when the first one times out', async () => {
  let requests = 0;
  const { url } = await startUpstream((_req, res) => {
    if (requests++ > 0) res.end('{"float":7.21}');
  });
  expect(await clientOf(url, { attemptMs: 300 }).call(GET, testContext())).toEqual({ float: 7.21 });
  expect(requests).toBe(2);
});

test('A call fails at its deadline when every attempt times out', async () => {
  const { url } = await startUpstream(never);
  const client = clientOf(url, { deadlineMs: 400, attemptMs: 150, retries: 1_000 });
  const { result, ms } = await timed(errorOf(client.call(GET, testContext())));
  expect(result).toMatchObject({ reason: 'timeout' });
  expect(ms).toBeLessThan(400 + TOLERANCE_MS);
});

test("A call fails at the caller's deadline when that is earlier", async () => {
  const { url } = await startUpstream(never);
  const until = performance.now() + 100;
  const { result, ms } = await timed(errorOf(clientOf(url).call(GET, { ...testContext(), until })));
  expect(result).toMatchObject({ reason: 'timeout' });
  expect(ms).toBeLessThan(100 + TOLERANCE_MS);
});

test("A call fails at once when the caller's deadline has passed", async () => {
  const { url } = await startUpstream(never);
  const past = { ...testContext(), until: performance.now() - 1_000 };
  expect(await errorOf(clientOf(url).call(GET, past))).toMatchObject({ reason: 'timeout' });
});
