import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { UpstreamError } from '../src';
import { clientOf, closeUpstreams, testContext, errorOf, freePort, GET, startUpstream } from './upstream';

afterEach(closeUpstreams);

const answer: RequestListener = (_req, res) => res.end('{"float":7.21}');

/** An upstream that handles its first requests with `failures`, and answers all later ones. */
async function failing(...failures: RequestListener[]) {
  let requests = 0;
  const { url } = await startUpstream((req, res) => {
    (failures[requests++] ?? answer)(req, res);
  });
  return { url, requests: () => requests };
}
const status =
  (code: number): RequestListener =>
  (_req, res) =>
    res.writeHead(code).end('{}');
const reset: RequestListener = (req) => req.socket.resetAndDestroy();

test.each([
  ['answers 500', status(500)],
  ['answers 503', status(503)],
  ['answers 429', status(429)],
  ['resets the connection', reset],
  [
    'closes the connection in the middle of the response',
    (_req, res) => {
      res.writeHead(200, { 'Content-Length': 100 }).write('{"fl');
      res.socket?.end();
    },
  ],
] satisfies [string, RequestListener][])(
  'A call is retried and succeeds when the upstream %s once',
  async (_, failure) => {
    const { url, requests } = await failing(failure);
    expect(await clientOf(url).call(GET, testContext())).toEqual({ float: 7.21 });
    expect(requests()).toBe(2);
  },
);

test('A call fails after the maximum number of retries', async () => {
  const { url, requests } = await failing(...Array.from({ length: 9 }, () => status(503)));
  const error = await errorOf(clientOf(url, { retries: 2 }).call(GET, testContext()));
  expect(error).toBeInstanceOf(UpstreamError);
  expect(error).toMatchObject({
    reason: 'unavailable',
    status: 503,
    message: 'The float service answered 503.',
  });
  expect(requests()).toBe(3);
});

test('A call that is not idempotent is not retried', async () => {
  const { url, requests } = await failing(status(503), reset);
  const call = { ...GET, method: 'POST', idempotent: false } as const;
  expect(await errorOf(clientOf(url).call(call, testContext()))).toMatchObject({ reason: 'unavailable' });
  expect(requests()).toBe(1);
  expect(await errorOf(clientOf(url).call(call, testContext()))).toMatchObject({ reason: 'unreachable' });
  expect(requests()).toBe(2);
});

test('A service without a listener is unreachable', async () => {
  const client = clientOf(`http://127.0.0.1:${await freePort()}`, { retries: 1 });
  expect(await errorOf(client.call(GET, testContext()))).toMatchObject({
    reason: 'unreachable',
    status: 503,
    message: 'The float service cannot be reached.',
    cause: { code: 'ECONNREFUSED' },
  });
});

test('A call succeeds when the upstream starts to listen between two attempts', async () => {
  const port = await freePort();
  let refused = 0;
  const restart = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.once('error', () => {
      if (refused++ === 0) void startUpstream(answer, port);
    });
  };
  subscribe('net.client.socket', restart);
  try {
    expect(await clientOf(`http://127.0.0.1:${port}`).call(GET, testContext())).toEqual({ float: 7.21 });
    expect(refused).toBeGreaterThan(0);
  } finally {
    unsubscribe('net.client.socket', restart);
  }
});
