import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import request from 'supertest';
import { type Fixture, killFixtures, listeningFixture } from './fixture';

const collectors: Server[] = [];
afterEach(() => {
  for (const server of collectors.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(killFixtures);

const PRELOAD = `-r ${join(__dirname, 'fixtures', 'loaded-packages.js')}`;

/** A collector that answers every export with `status`, or never. */
async function startCollector(status?: number) {
  let exports = 0;
  const server = createServer((req, res) => {
    exports += 1;
    req.resume();
    if (status !== undefined) req.once('end', () => res.writeHead(status).end());
  });
  collectors.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, count: () => exports, server };
}

async function stop({ child, ended }: Fixture) {
  child.kill('SIGTERM');
  const { code, stderr } = await ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}

const messages = ({ log }: Fixture) => log.map(({ msg }) => msg);

test('A service without an endpoint does not load the OpenTelemetry SDK', async () => {
  const fixture = await listeningFixture({ DRAIN_MS: '0', NODE_OPTIONS: PRELOAD });
  await request(fixture.url).get('/quick').expect(200);
  await stop(fixture);
  // prom-client loads the API, which has no parts that record or send.
  expect(fixture.log.at(-1)).toMatchObject({ msg: 'Exited', packages: ['api'] });
});

test('A service with an endpoint sends its last spans when it stops', async () => {
  const collector = await startCollector(200);
  const env = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/custom`, NODE_OPTIONS: PRELOAD };
  const fixture = await listeningFixture({ DRAIN_MS: '0', ...env });
  await request(fixture.url).get('/quick').expect(200);
  await stop(fixture);
  expect(collector.count()).toBe(1);
  const packages = expect.arrayContaining(['exporter-trace-otlp-http', 'sdk-trace']) as unknown;
  expect(fixture.log.at(-1)).toMatchObject({ msg: 'Exited', packages });
});

test('A collector that fails is logged once, and requests succeed', async () => {
  const collector = await startCollector(400);
  const fixture = await listeningFixture({ DRAIN_MS: '0', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  // The SDK sends at most 512 spans together.
  for (let sent = 0; sent < 1_100; sent += 100) {
    const calls = Array.from({ length: 100 }, () => request(fixture.url).get('/quick').expect(200));
    await Promise.all(calls);
  }
  await stop(fixture);
  expect(collector.count()).toBeGreaterThan(1);
  const warnings = fixture.log.filter(({ level }) => level === 'warn');
  expect(warnings).toMatchObject([{ msg: 'Traces cannot be sent; they are dropped' }]);
});

test('A collector that cannot be reached does not delay the stop', async () => {
  const { url, server } = await startCollector();
  server.close();
  const fixture = await listeningFixture({
    DRAIN_MS: '0',
    SHUTDOWN_TIMEOUT_MS: '600000',
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
  });
  await request(fixture.url).get('/quick').expect(200);
  await stop(fixture);
  expect(messages(fixture)).toContain('The last traces are lost');
});

test('A collector that does not answer cannot exceed the shutdown timeout', async () => {
  const collector = await startCollector();
  const fixture = await listeningFixture({
    DRAIN_MS: '0',
    SHUTDOWN_TIMEOUT_MS: '250',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  });
  await request(fixture.url).get('/quick').expect(200);
  await stop(fixture);
  expect(collector.count()).toBe(1);
  const lost = fixture.log.find(({ msg }) => msg === 'The last traces are lost');
  expect(lost?.reason).toMatch(/^not sent within \d{1,3} ms$/);
});
