import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { UpstreamError } from '../src';
import { until } from './apps';
import { callMany, replica, type TestReplica, threeReplicas } from './replica-set';
import { clientOf, closeUpstreams, context, failureOf, freePort, GET, upstream } from './upstream';

afterEach(closeUpstreams);

const never: RequestListener = () => undefined;

/** Expects that each was sent its share of `count` calls, give or take a fifth. */
function expectEqualShares(replicas: readonly TestReplica[], count: number): void {
  for (const { asked } of replicas) {
    expect(asked).toBeGreaterThan((0.8 * count) / replicas.length);
    expect(asked).toBeLessThan((1.2 * count) / replicas.length);
  }
}

test.each([
  ['follow one another', 1],
  ['are many at once', 24],
])('When calls %s, then each replica gets its share of them', async (_, atOnce) => {
  const { replicas, url, resolve } = await threeReplicas();
  await callMany(clientOf(url, { resolve }), 600, atOnce);
  expectEqualShares(replicas, 600);
});

test('When a replica answers more slowly than the others, then it is asked less', async () => {
  const { replicas, url, resolve } = await threeReplicas((_req, res) => {
    setTimeout(() => res.end('{"float":7.21}'), 100);
  });
  await callMany(clientOf(url, { resolve }), 300, 12);
  expect(replicas[2].asked).toBeLessThan(50);
});

test('When a replica dies under load, then no call fails', async () => {
  const { replicas, url, resolve } = await threeReplicas();
  const client = clientOf(url, { resolve, retries: 2 });
  const calls = callMany(client, 1_200, 24);
  await until(() => replicas[1].asked > 100);
  await replicas[1].close();
  await calls;
  const before = replicas[1].asked;
  await callMany(client, 20);
  expect(replicas[1].asked).toBe(before);
});

test('When a replica hangs, then calls succeed, and after the first it is passed over', async () => {
  const { replicas, url, resolve } = await threeReplicas(never);
  const client = clientOf(url, { resolve, attemptMs: 1_000, retries: 1 });
  const start = performance.now();
  await callMany(client, 50);
  expect(replicas[2].asked).toBe(1);
  expect(performance.now() - start).toBeGreaterThan(990);
});

test('When a replica that failed works again, then after some seconds it is asked again', async () => {
  let works = false;
  const { replicas, url, resolve } = await threeReplicas((req, res) => {
    if (works) res.end('{"float":7.21}');
    else req.socket.resetAndDestroy();
  });
  const client = clientOf(url, { resolve });
  await callMany(client, 30);
  expect(replicas[2].asked).toBe(1);
  works = true;
  await until(async () => {
    await callMany(client, 1);
    return replicas[2].asked > 1;
  });
  const before = replicas.map(({ asked }) => asked);
  await callMany(client, 30);
  expect(replicas.map(({ asked }, i) => asked - before[i]!)).toEqual([10, 10, 10]);
});

test('When a replica is added, then it soon gets its share', async () => {
  const { replicas, addresses, port, url, resolve } = await threeReplicas();
  const client = clientOf(url, { resolve });
  await callMany(client, 30, 3);
  const added = await replica('127.0.0.4', port);
  addresses.push(added.address);
  const start = performance.now();
  await until(async () => {
    await callMany(client, 1);
    return added.asked > 0;
  });
  // A second until it is asked for; the rest is for a busy machine.
  expect(performance.now() - start).toBeLessThan(5_000);
  for (const one of [...replicas, added]) one.asked = 0;
  await callMany(client, 400, 8);
  expectEqualShares([...replicas, added], 400);
});

test('When a replica is gone from the name, then it is forgotten and its idle connections are closed', async () => {
  const sockets = new Set<Socket>();
  const { replicas, addresses, url, resolve } = await threeReplicas((req, res) => {
    sockets.add(req.socket);
    res.end('{"float":7.21}');
  });
  const client = clientOf(url, { resolve });
  await callMany(client, 30, 6);
  expect(sockets.size).toBeGreaterThan(0);
  addresses.pop();
  await until(async () => {
    await callMany(client, 1);
    return [...sockets].every((socket) => socket.destroyed);
  });
  const before = replicas[2].asked;
  await callMany(client, 30);
  expect(replicas[2].asked).toBe(before);
});

test('When a replica is gone from the name, then it still ends what it was asked', async () => {
  let answer = () => undefined as unknown;
  const { replicas, addresses, url } = await threeReplicas((_req, res) => {
    answer = () => res.end('{"float":7.21}');
  });
  let resolved = 0;
  const resolve = () => {
    resolved++;
    return Promise.resolve(addresses);
  };
  const client = clientOf(url, { resolve });
  const call = { ...GET, method: 'POST', idempotent: false } as const;
  const calls = Promise.all([1, 2, 3].map(() => client.call(call, context())));
  await until(() => replicas[2].asked === 1);
  addresses.pop();
  await until(async () => {
    await callMany(client, 1);
    return resolved > 1;
  });
  await callMany(client, 1);
  answer();
  expect(await calls).toEqual([1, 2, 3].map(() => ({ float: 7.21 })));
});

test('When a replica answers 503, then another is asked, and it is no less asked than the others for it', async () => {
  const { replicas, url, resolve } = await threeReplicas((_req, res) => {
    res.writeHead(503).end('{}');
  });
  await callMany(clientOf(url, { resolve, retries: 1 }), 90);
  // Each of its failed calls is one more at one of the others.
  expect(replicas[2].asked).toBeGreaterThan(20);
  expect(replicas[0].asked + replicas[1].asked).toBe(90);
});

test('When asking twice may do harm, then only a call that reached nobody goes on to another replica', async () => {
  const { replicas, url, resolve } = await threeReplicas((req) => req.socket.resetAndDestroy());
  await replicas[0].close();
  await replicas[1].close();
  const call = { ...GET, method: 'POST', idempotent: false } as const;
  const client = clientOf(url, { resolve });
  expect(await failureOf(client.call(call, context()))).toMatchObject({ reason: 'unreachable' });
  expect(replicas[2].asked).toBe(1);
  await replica('127.0.0.1', replicas[0].port);
  expect(await client.call(call, context())).toEqual({ float: 7.21 });
});

test('When a replica closes a kept connection just as it is used again, then the call does not fail, nor is the replica passed over', async () => {
  const served = new Set<Socket>();
  const { replicas, url, resolve } = await threeReplicas((req, res) => {
    if (served.has(req.socket)) req.socket.destroy();
    else res.end('{"float":7.21}');
    served.add(req.socket);
  });
  await callMany(clientOf(url, { resolve, retries: 0 }), 60);
  expect(replicas[2].asked).toBeGreaterThan(20);
});

test('When all replicas fail, then they are asked all the same, each in its turn', async () => {
  const { replicas, url, resolve } = await threeReplicas((req) => req.socket.resetAndDestroy());
  await replicas[0].close();
  await replicas[1].close();
  const client = clientOf(url, { resolve, retries: 1 });
  for (let i = 0; i < 3; i++) {
    expect(await failureOf(client.call(GET, context()))).toMatchObject({ reason: 'unreachable' });
  }
  expect(replicas[2].asked).toBeGreaterThanOrEqual(3);
});

test('When one of the addresses does not listen, as localhost often has it, then no call fails or waits', async () => {
  const one = await replica('127.0.0.1');
  const resolve = () => Promise.resolve(['::1', '127.0.0.1']);
  const client = clientOf(`http://localhost:${one.port}`, { resolve, retries: 0 });
  const call = { ...GET, idempotent: false } as const;
  for (let i = 0; i < 20; i++) expect(await client.call(call, context())).toEqual({ float: 7.21 });
  expect(one.asked).toBe(20);
});

test('The name of this machine is resolved as the system does it, and stays in the Host header', async () => {
  const hosts: (string | undefined)[] = [];
  const { port } = await upstream((req, res) => {
    hosts.push(req.headers.host);
    res.end('{"float":7.21}');
  });
  await callMany(clientOf(`http://localhost:${port}`), 3);
  expect(hosts).toEqual(Array.from({ length: 3 }, () => `localhost:${port}`));
});

test('When the name has no address, then the upstream cannot be reached', async () => {
  const resolve = () => Promise.reject(new Error('getaddrinfo ENOTFOUND float.test'));
  const client = clientOf(`http://float.test:${await freePort()}`, { resolve, retries: 1 });
  const error = await failureOf(client.call(GET, context()));
  expect(error).toBeInstanceOf(UpstreamError);
  expect(error).toMatchObject({ reason: 'unreachable', message: 'The float service cannot be reached.' });
});

test('When the name is not resolved in time, then the attempt ends at its time, and the next may succeed', async () => {
  const { port } = await replica('127.0.0.1');
  let found: (addresses: string[]) => void = () => undefined;
  const resolve = () => new Promise<string[]>((done) => (found = done));
  const url = `http://float.test:${port}`;
  const client = clientOf(url, { resolve, attemptMs: 200, retries: 0 });
  expect(await failureOf(client.call(GET, context()))).toMatchObject({
    reason: 'unreachable',
    cause: { message: 'its name was not resolved within 200 ms' },
  });
  const next = clientOf(url, { resolve }).call(GET, context());
  found(['127.0.0.1']);
  expect(await next).toEqual({ float: 7.21 });
});
