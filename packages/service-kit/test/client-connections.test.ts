import type { Socket } from 'node:net';
import { clientOf, closeUpstreams, context, GET, upstream } from './upstream';

afterEach(closeUpstreams);

test('When calls follow one another, then they share a connection', async () => {
  const sockets = new Set<Socket>();
  const { url } = await upstream((req, res) => {
    sockets.add(req.socket);
    res.end('{"float":7.21}');
  });
  const client = clientOf(url);
  for (let i = 0; i < 5; i++) await client.call(GET, context());
  expect(sockets.size).toBe(1);
});

test('When the upstream closes a kept connection just as it is used again, then the call does not fail', async () => {
  const served = new Set<Socket>();
  const { url } = await upstream((req, res) => {
    if (served.has(req.socket)) {
      req.socket.destroy();
      return;
    }
    served.add(req.socket);
    res.end('{"float":7.21}');
  });
  const client = clientOf(url);
  for (let i = 0; i < 5; i++) expect(await client.call(GET, context())).toEqual({ float: 7.21 });
  expect(served.size).toBe(5);
});

test('When the upstream restarts, then calls go on over new connections', async () => {
  const { url, port } = await upstream((_req, res) => res.end('{"float":1}'));
  const client = clientOf(url);
  await Promise.all(Array.from({ length: 12 }, () => client.call(GET, context())));
  await closeUpstreams();
  await upstream((_req, res) => res.end('{"float":2}'), port);
  const answers = await Promise.all(Array.from({ length: 12 }, () => client.call(GET, context())));
  expect(new Set(answers.map(({ float }) => float))).toEqual(new Set([2]));
});
