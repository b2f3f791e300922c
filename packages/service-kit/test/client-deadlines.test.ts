import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { Worker } from 'node:worker_threads';
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

test('A call is not retried at the same replica after a timeout, because that would add load to a slow service', async () => {
  let requests = 0;
  const { url } = await startUpstream(() => {
    requests += 1;
  });
  const client = clientOf(url, { deadlineMs: 400, attemptMs: 150, retries: 1_000 });
  expect(await errorOf(client.call(GET, testContext()))).toMatchObject({ reason: 'timeout' });
  expect(requests).toBe(1);
});

test('An attempt that is answered while the event loop is busy has not timed out', async () => {
  // A server in another thread answers meanwhile.
  const upstream = new Worker(
    `const { parentPort } = require('node:worker_threads');
    const server = require('node:http').createServer((req, res) => {
      parentPort.postMessage('request');
      setTimeout(() => res.end('{"float":7.21}'), 100);
    });
    server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  const [port] = (await once(upstream, 'message')) as [number];
  const call = clientOf(`http://127.0.0.1:${port}`, { attemptMs: 1_000 }).call(GET, testContext());
  await once(upstream, 'message');
  const busyUntil = performance.now() + 1_500;
  while (performance.now() < busyUntil);
  expect(await call).toEqual({ float: 7.21 });
  await upstream.terminate();
});

test('An attempt tells the upstream how long its caller waits', async () => {
  const timeouts: unknown[] = [];
  const { url } = await startUpstream((req, res) => {
    timeouts.push(Number(req.headers['x-request-timeout-ms']));
    res.end('{"float":7.21}');
  });
  await clientOf(url, { attemptMs: 700 }).call(GET, testContext());
  await clientOf(url).call(GET, { ...testContext(), until: performance.now() + 300 });
  expect(timeouts[0]).toBe(700);
  expect(timeouts[1]).toBeLessThanOrEqual(300);
  expect(timeouts[1]).toBeGreaterThan(0);
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
