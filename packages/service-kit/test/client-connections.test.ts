import type { Socket } from 'node:net';
import { clientOf, closeUpstreams, testContext, GET, startUpstream } from './upstream';

afterEach(closeUpstreams);

test('Consecutive calls share a connection', async () => {
  const sockets = new Set<Socket>();
  const { url } = await startUpstream((req, res) => {
    sockets.add(req.socket);
    res.end('{"float":7.21}');
  });
  const client = clientOf(url);
  for (let i = 0; i < 5; i++) await client.call(GET, testContext());
  expect(sockets.size).toBe(1);
});

test('A call over a stale connection succeeds', async () => {
  const served = new Set<Socket>();
  const { url } = await startUpstream((req, res) => {
    if (served.has(req.socket)) {
      req.socket.destroy();
      return;
    }
    served.add(req.socket);
    res.end('{"float":7.21}');
  });
  const client = clientOf(url);
  for (let i = 0; i < 5; i++) expect(await client.call(GET, testContext())).toEqual({ float: 7.21 });
  expect(served.size).toBe(5);
});

test('Calls succeed over new connections after the upstream restarts', async () => {
  const { url, port } = await startUpstream((_req, res) => res.end('{"float":1}'));
  const client = clientOf(url);
  await Promise.all(Array.from({ length: 12 }, () => client.call(GET, testContext())));
  await closeUpstreams();
  await startUpstream((_req, res) => res.end('{"float":2}'), port);
  const answers = await Promise.all(Array.from({ length: 12 }, () => client.call(GET, testContext())));
  expect(new Set(answers.map(({ float }) => float))).toEqual(new Set([2]));
});
