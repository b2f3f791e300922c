import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { Registry } from 'prom-client';
import { UpstreamError } from '../src';
import { reportClients } from '../src/client/upstream-client';
import { waitUntil } from './apps';
import { callMany, startReplica, type TestReplica, threeReplicas } from './replica-set';
import { clientOf, closeUpstreams, testContext, errorOf, freePort, GET, startUpstream } from './upstream';

afterEach(closeUpstreams);

const never: RequestListener = () => undefined;

/** Expects that each replica received its share of `count` calls, within 20 %. */
function expectEqualShares(replicas: readonly TestReplica[], count: number): void {
  for (const { requests } of replicas) {
    expect(requests).toBeGreaterThan((0.8 * count) / replicas.length);
    expect(requests).toBeLessThan((1.2 * count) / replicas.length);
  }
}

test.each([
  ['consecutive', 1],
  ['concurrent', 24],
])('%s calls are spread evenly over the replicas', async (_, concurrency) => {
  const { replicas, url, resolve } = await threeReplicas();
  await callMany(clientOf(url, { resolve }), 600, concurrency);
  expectEqualShares(replicas, 600);
});

test('A slow replica receives fewer calls', async () => {
  const { replicas, url, resolve } = await threeReplicas((_req, res) => {
    setTimeout(() => res.end('{"float":7.21}'), 100);
  });
  await callMany(clientOf(url, { resolve }), 300, 12);
  expect(replicas[2].requests).toBeLessThan(50);
});

test('No call fails when a replica stops under load', async () => {
  const { replicas, url, resolve } = await threeReplicas();
  const client = clientOf(url, { resolve, retries: 2 });
  const calls = callMany(client, 1_200, 24);
  await waitUntil(() => replicas[1].requests > 100);
  await replicas[1].close();
  await calls;
  const before = replicas[1].requests;
  await callMany(client, 20);
  expect(replicas[1].requests).toBe(before);
});

test('The metrics count calls, retries and the replicas that fail', async () => {
  let works = false;
  const { url, resolve } = await threeReplicas((req, res) => {
    if (works) res.end('{"float":7.21}');
    else req.socket.resetAndDestroy();
  });
  const client = clientOf(url, { resolve });
  const registry = new Registry();
  reportClients(registry, [client]);
  await callMany(client, 30);
  expect(await registry.metrics()).toMatch(/^upstream_unhealthy_replicas\{upstream="float"\} 1$/m);
  expect(await registry.metrics()).toMatch(/^upstream_replicas\{upstream="float"\} 3$/m);
  expect(await registry.metrics()).toMatch(/^upstream_calls_total\{upstream="float"\} 30$/m);
  expect(await registry.metrics()).toMatch(/^upstream_retries_total\{upstream="float"\} 1$/m);
  works = true;
  await waitUntil(async () => {
    await callMany(client, 1);
    return (await registry.metrics()).includes('upstream_unhealthy_replicas{upstream="float"} 0');
  });
});

test('A hanging replica receives one call, and all calls succeed', async () => {
  const { replicas, url, resolve } = await threeReplicas(never);
  const client = clientOf(url, { resolve, attemptMs: 1_000, retries: 1 });
  const start = performance.now();
  await callMany(client, 50);
  expect(replicas[2].requests).toBe(1);
  expect(performance.now() - start).toBeGreaterThan(990);
});

test('A replica that recovers receives calls again after a few seconds', async () => {
  let works = false;
  const { replicas, url, resolve } = await threeReplicas((req, res) => {
    if (works) res.end('{"float":7.21}');
    else req.socket.resetAndDestroy();
  });
  const client = clientOf(url, { resolve });
  await callMany(client, 30);
  expect(replicas[2].requests).toBe(1);
  works = true;
  await waitUntil(async () => {
    await callMany(client, 1);
    return replicas[2].requests > 1;
  });
  const before = replicas.map(({ requests }) => requests);
  await callMany(client, 30);
  expect(replicas.map(({ requests }, i) => requests - before[i]!)).toEqual([10, 10, 10]);
});

test('A new replica soon receives its share', async () => {
  const { replicas, addresses, port, url, resolve } = await threeReplicas();
  const client = clientOf(url, { resolve });
  await callMany(client, 30, 3);
  const added = await startReplica('127.0.0.4', port);
  addresses.push(added.address);
  const start = performance.now();
  await waitUntil(async () => {
    await callMany(client, 1);
    return added.requests > 0;
  });
  // Addresses are refreshed once a second; the rest is tolerance for a busy machine.
  expect(performance.now() - start).toBeLessThan(5_000);
  for (const replica of [...replicas, added]) replica.requests = 0;
  await callMany(client, 400, 8);
  expectEqualShares([...replicas, added], 400);
});

test('A replica that is removed from DNS receives no calls, and its idle connections are closed', async () => {
  const sockets = new Set<Socket>();
  const { replicas, addresses, url, resolve } = await threeReplicas((req, res) => {
    sockets.add(req.socket);
    res.end('{"float":7.21}');
  });
  const client = clientOf(url, { resolve });
  await callMany(client, 30, 6);
  expect(sockets.size).toBeGreaterThan(0);
  addresses.pop();
  await waitUntil(async () => {
    await callMany(client, 1);
    return [...sockets].every((socket) => socket.destroyed);
  });
  const before = replicas[2].requests;
  await callMany(client, 30);
  expect(replicas[2].requests).toBe(before);
});

test('A replica that is removed from DNS completes its calls in flight', async () => {
  let respond = () => undefined as unknown;
  const { replicas, addresses, url } = await threeReplicas((_req, res) => {
    respond = () => res.end('{"float":7.21}');
  });
  let lookups = 0;
  const resolve = () => {
    lookups++;
    return Promise.resolve(addresses);
  };
  const client = clientOf(url, { resolve });
  const call = { ...GET, method: 'POST', idempotent: false } as const;
  const calls = Promise.all([1, 2, 3].map(() => client.call(call, testContext())));
  await waitUntil(() => replicas[2].requests === 1);
  addresses.pop();
  await waitUntil(async () => {
    await callMany(client, 1);
    return lookups > 1;
  });
  await callMany(client, 1);
  respond();
  expect(await calls).toEqual([1, 2, 3].map(() => ({ float: 7.21 })));
});

test('A 503 is retried at another replica, and later calls avoid the replica', async () => {
  const { replicas, url, resolve } = await threeReplicas((_req, res) => {
    res.writeHead(503).end('{}');
  });
  await callMany(clientOf(url, { resolve, retries: 1 }), 90);
  expect(replicas[2].requests).toBeGreaterThan(0);
  expect(replicas[2].requests).toBeLessThan(10);
  expect(replicas[0].requests + replicas[1].requests).toBe(90);
});

test('A call that is not idempotent goes to another replica only when it could not connect', async () => {
  const { replicas, url, resolve } = await threeReplicas((req) => req.socket.resetAndDestroy());
  await replicas[0].close();
  await replicas[1].close();
  const call = { ...GET, method: 'POST', idempotent: false } as const;
  const client = clientOf(url, { resolve });
  expect(await errorOf(client.call(call, testContext()))).toMatchObject({ reason: 'unreachable' });
  expect(replicas[2].requests).toBe(1);
  await startReplica('127.0.0.1', replicas[0].port);
  expect(await client.call(call, testContext())).toEqual({ float: 7.21 });
});

test('A call over a stale connection succeeds, and does not make the replica unhealthy', async () => {
  const served = new Set<Socket>();
  const { replicas, url, resolve } = await threeReplicas((req, res) => {
    if (served.has(req.socket)) req.socket.destroy();
    else res.end('{"float":7.21}');
    served.add(req.socket);
  });
  await callMany(clientOf(url, { resolve, retries: 0 }), 60);
  expect(replicas[2].requests).toBeGreaterThan(20);
});

test('Unhealthy replicas receive calls in turn when all replicas are unhealthy', async () => {
  const { replicas, url, resolve } = await threeReplicas((req) => req.socket.resetAndDestroy());
  await replicas[0].close();
  await replicas[1].close();
  const client = clientOf(url, { resolve, retries: 1 });
  for (let i = 0; i < 3; i++) {
    expect(await errorOf(client.call(GET, testContext()))).toMatchObject({ reason: 'unreachable' });
  }
  expect(replicas[2].requests).toBeGreaterThanOrEqual(3);
});

test('No call fails when one address of localhost has no listener', async () => {
  const only = await startReplica('127.0.0.1');
  const resolve = () => Promise.resolve(['::1', '127.0.0.1']);
  const client = clientOf(`http://localhost:${only.port}`, { resolve, retries: 0 });
  const call = { ...GET, idempotent: false } as const;
  for (let i = 0; i < 20; i++) expect(await client.call(call, testContext())).toEqual({ float: 7.21 });
  expect(only.requests).toBe(20);
});

test("The Host header keeps the service's name", async () => {
  const hosts: (string | undefined)[] = [];
  const { port } = await startUpstream((req, res) => {
    hosts.push(req.headers.host);
    res.end('{"float":7.21}');
  });
  await callMany(clientOf(`http://localhost:${port}`), 3);
  expect(hosts).toEqual(Array.from({ length: 3 }, () => `localhost:${port}`));
});

test('A service whose name has no address is unreachable', async () => {
  const resolve = () => Promise.reject(new Error('getaddrinfo ENOTFOUND float.test'));
  const client = clientOf(`http://float.test:${await freePort()}`, { resolve, retries: 1 });
  const error = await errorOf(client.call(GET, testContext()));
  expect(error).toBeInstanceOf(UpstreamError);
  expect(error).toMatchObject({ reason: 'unreachable', message: 'The float service cannot be reached.' });
});

test('An attempt fails when the DNS lookup times out, and the next one may succeed', async () => {
  const { port } = await startReplica('127.0.0.1');
  let finishLookup: (addresses: string[]) => void = () => undefined;
  const resolve = () => new Promise<string[]>((resolved) => (finishLookup = resolved));
  const url = `http://float.test:${port}`;
  const client = clientOf(url, { resolve, attemptMs: 200, retries: 0 });
  expect(await errorOf(client.call(GET, testContext()))).toMatchObject({
    reason: 'unreachable',
    cause: { message: 'its name was not resolved within 200 ms' },
  });
  const next = clientOf(url, { resolve }).call(GET, testContext());
  finishLookup(['127.0.0.1']);
  expect(await next).toEqual({ float: 7.21 });
});
