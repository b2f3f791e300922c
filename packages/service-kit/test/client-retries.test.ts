import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { UpstreamError } from '../src';
import { clientOf, closeUpstreams, context, failureOf, freePort, GET, upstream } from './upstream';

afterEach(closeUpstreams);

const works: RequestListener = (_req, res) => res.end('{"float":7.21}');

/** An upstream that fails the first calls in the given ways, then works. */
async function failing(...ways: RequestListener[]) {
  let asked = 0;
  const { url } = await upstream((req, res) => {
    (ways[asked++] ?? works)(req, res);
  });
  return { url, asked: () => asked };
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
    'ends the connection in the middle of the answer',
    (_req, res) => {
      res.writeHead(200, { 'Content-Length': 100 }).write('{"fl');
      res.socket?.end();
    },
  ],
] satisfies [string, RequestListener][])(
  'When the upstream once %s, then the call is made again and succeeds',
  async (_, way) => {
    const { url, asked } = await failing(way);
    expect(await clientOf(url).call(GET, context())).toEqual({ float: 7.21 });
    expect(asked()).toBe(2);
  },
);

test('When the upstream keeps failing, then the call ends after the retries it may have', async () => {
  const { url, asked } = await failing(...Array.from({ length: 9 }, () => status(503)));
  const error = await failureOf(clientOf(url, { retries: 2 }).call(GET, context()));
  expect(error).toBeInstanceOf(UpstreamError);
  expect(error).toMatchObject({
    reason: 'unavailable',
    status: 503,
    message: 'The float service answered 503.',
  });
  expect(asked()).toBe(3);
});

test('When asking twice may do harm, then a failed call is not made again', async () => {
  const { url, asked } = await failing(status(503), reset);
  const call = { ...GET, method: 'POST', idempotent: false } as const;
  expect(await failureOf(clientOf(url).call(call, context()))).toMatchObject({ reason: 'unavailable' });
  expect(asked()).toBe(1);
  expect(await failureOf(clientOf(url).call(call, context()))).toMatchObject({ reason: 'unreachable' });
  expect(asked()).toBe(2);
});

test('When nothing listens, then the upstream cannot be reached', async () => {
  const client = clientOf(`http://127.0.0.1:${await freePort()}`, { retries: 1 });
  expect(await failureOf(client.call(GET, context()))).toMatchObject({
    reason: 'unreachable',
    status: 503,
    message: 'The float service cannot be reached.',
    cause: { code: 'ECONNREFUSED' },
  });
});

test('When the upstream refuses connections and comes back, then the call that was waiting succeeds', async () => {
  const port = await freePort();
  let refused = 0;
  const restart = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.once('error', () => {
      if (refused++ === 0) void upstream(works, port);
    });
  };
  subscribe('net.client.socket', restart);
  try {
    expect(await clientOf(`http://127.0.0.1:${port}`).call(GET, context())).toEqual({ float: 7.21 });
    expect(refused).toBeGreaterThan(0);
  } finally {
    unsubscribe('net.client.socket', restart);
  }
});
