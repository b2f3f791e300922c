import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { type Collector, type ReceivedSpan, startCollector } from '../support/collector';
import { type ServiceProcess, startProcess } from '../support/process';

const VISITS = 60;
const traceIdOf = (visit: number) => visit.toString(16).padStart(32, '0');
/** The trace of a visit, which its caller has sampled. */
const headerOf = (visit: number, flags = '01') => `00-${traceIdOf(visit)}-00f067aa0ba902b7-${flags}`;

const ALONE = 1_000;
const UNSAMPLED = 1_001;
const PERMALINK = 1_002;
const MISSING = 1_003;
const FAILED = 1_004;

/** Four services in processes of their own send the traces of these requests to a collector. */
describe('With an OTLP endpoint', () => {
  let folder: string;
  let collector: Collector;
  const running: ServiceProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quartet-'));
    collector = await startCollector();
    const start = async (service: string, env: Record<string, string> = {}) => {
      const common = { DRAIN_MS: '0', LOG_LEVEL: 'info', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
      const started = await startProcess(service, { ...common, ...env });
      running.push(started);
      return started;
    };
    const [number, float, product] = await Promise.all([
      start('service2-number'),
      start('service3-float'),
      start('service4-product', {
        DATABASE_URL: `sqlite:${join(folder, 'quartet.db')}`,
        DATABASE_TIMEOUT_MS: '20000',
      }),
    ]);
    const frontend = await start('service1-frontend', {
      NUMBER_URL: number.url,
      FLOAT_URL: float.url,
      PRODUCT_URL: product.url,
      VISIT_DEADLINE_MS: '30000',
      ATTEMPT_MS: '15000',
      RETRIES: '0',
    });
    const get = (path: string, traceparent: string) =>
      request(frontend.url).get(path).set('Accept', 'application/json').set('traceparent', traceparent);
    // Fetches the rule sets, outside of the traces below.
    await get('/rules', headerOf(0, '00')).expect(200);
    const alone = await get('/?seed=secret-seed', headerOf(ALONE)).expect(200);
    await get('/?seed=secret-seed', headerOf(UNSAMPLED, '00')).expect(200);
    await get(`/objects/${(alone.body as { id: string }).id}`, headerOf(PERMALINK)).expect(200);
    await get('/health/ready', headerOf(MISSING)).expect(200);
    await get('/nowhere', headerOf(MISSING)).expect(404);
    const visits = Array.from({ length: VISITS }, (_, visit) =>
      get(`/?seed=secret-${visit}`, headerOf(visit + 1)).expect(200),
    );
    await Promise.all(visits);
    await number.stop();
    await get('/?seed=secret-seed', headerOf(FAILED)).expect(503);
    await Promise.all([frontend, float, product].map((service) => service.stop()));
  }, 120_000);
  afterAll(async () => {
    await Promise.all(running.map(({ stop }) => stop('SIGKILL')));
    await collector.close();
    await rm(folder, { recursive: true });
  });

  const spansOf = (visit: number) => collector.spans.filter(({ traceId }) => traceId === traceIdOf(visit));
  /** Each span with its service, kind and parent, in the order of a visit's steps. */
  const treeOf = (spans: ReceivedSpan[]) => {
    const labelOf = ({ service, kind, name }: ReceivedSpan) => `${service} ${kind} ${name}`;
    const parentOf = ({ parentSpanId }: ReceivedSpan) => spans.find(({ spanId }) => spanId === parentSpanId);
    return spans
      .map((span) => {
        const parent = parentOf(span);
        return [labelOf(span), parent ? labelOf(parent) : span.parentSpanId];
      })
      .sort();
  };

  it('a visit is one trace through all services and the database', () => {
    const home = 'quartet-frontend server GET /';
    expect(treeOf(spansOf(ALONE))).toEqual([
      ['quartet-float server GET /float', 'quartet-frontend client GET /float'],
      ['quartet-frontend client GET /float', home],
      ['quartet-frontend client GET /number', home],
      ['quartet-frontend client POST /product', home],
      [home, '00f067aa0ba902b7'],
      ['quartet-number server GET /number', 'quartet-frontend client GET /number'],
      ['quartet-product client record objects', 'quartet-product server POST /product'],
      ['quartet-product server POST /product', 'quartet-frontend client POST /product'],
    ]);
  });

  it('spans have the attributes of the semantic conventions', () => {
    const attributesOf = (name: string, kind: string) =>
      spansOf(ALONE).find((span) => span.name === name && span.kind === kind)?.attributes;
    expect(attributesOf('POST /product', 'server')).toEqual({
      'http.request.method': 'POST',
      'http.route': '/product',
      'http.response.status_code': 201,
      'url.path': '/product',
      'url.scheme': 'http',
    });
    expect(attributesOf('GET /number', 'client')).toEqual({
      'http.request.method': 'GET',
      'http.response.status_code': 200,
      'server.address': '127.0.0.1',
      'server.port': expect.any(Number) as unknown,
      'url.template': '/number',
    });
    expect(attributesOf('record objects', 'client')).toEqual({
      'db.system.name': 'sqlite',
      'db.operation.name': 'record',
      'db.collection.name': 'objects',
    });
  });

  it('the name of a span has the pattern of the route instead of its values', () => {
    expect(treeOf(spansOf(PERMALINK))).toEqual([
      ['quartet-frontend client GET /objects/:id', 'quartet-frontend server GET /objects/:id'],
      ['quartet-frontend server GET /objects/:id', '00f067aa0ba902b7'],
      ['quartet-product client find objects', 'quartet-product server GET /objects/:id'],
      ['quartet-product server GET /objects/:id', 'quartet-frontend client GET /objects/:id'],
    ]);
  });

  it('health checks have no spans, and a refused request has not failed', () => {
    const [missing, ...others] = spansOf(MISSING);
    expect(others).toEqual([]);
    expect(missing).toMatchObject({ name: 'GET', isFailed: false });
    expect(missing?.attributes).toMatchObject({ 'http.response.status_code': 404 });
  });

  it('a call for several visits is a separate trace, with links to and from its visits', () => {
    const shared = collector.spans.filter(({ name }) => name === 'shared call');
    const visits = new Map(
      Array.from({ length: VISITS }, (_, visit) => traceIdOf(visit + 1)).map((traceId) => [
        traceId,
        collector.spans.find((span) => span.traceId === traceId && span.name === 'GET /'),
      ]),
    );
    const names = new Set<string>();
    for (const { traceId, spanId, links, attributes } of shared) {
      expect(links.length).toBeGreaterThan(1);
      expect(attributes).toEqual({ 'quartet.visits': links.length });
      for (const link of links) {
        const visit = visits.get(link.traceId);
        expect(visit?.spanId).toBe(link.spanId);
        expect(visit?.links).toContainEqual(expect.objectContaining({ traceId, spanId }));
      }
      const [attempt, ...others] = collector.spans.filter(({ parentSpanId }) => parentSpanId === spanId);
      expect(others).toEqual([]);
      const [server] = collector.spans.filter(({ parentSpanId }) => parentSpanId === attempt?.spanId);
      expect(server).toMatchObject({ traceId, kind: 'server', name: attempt?.name });
      names.add(server?.name ?? '');
    }
    expect([...names].sort()).toEqual(['POST /floats', 'POST /numbers', 'POST /products']);
  });

  it('every object is recorded in a span of its request', () => {
    const requests = collector.spans.filter(({ name }) => /^POST \/products?$/.test(name));
    const callers = requests.filter(({ kind }) => kind === 'server').map(({ spanId }) => spanId);
    const recordings = collector.spans.filter(({ name }) => name === 'record objects');
    const parents = recordings.flatMap(({ parentSpanId, links }) =>
      parentSpanId === undefined || parentSpanId === '' ? links.map(({ spanId }) => spanId) : [parentSpanId],
    );
    expect(parents.sort()).toEqual(callers.sort());
  });

  it('a failed visit has failed spans with the reason', () => {
    const failed = spansOf(FAILED).filter(({ isFailed }) => isFailed);
    const reasons = failed.map(({ name, kind, attributes }) => [name, kind, attributes['error.type']]);
    expect(reasons).toContainEqual(['GET /number', 'client', 'not connected']);
    expect(reasons).toContainEqual(['GET /', 'server', '503']);
  });

  it('a visit that its caller has not sampled has no spans', () => {
    expect(spansOf(UNSAMPLED)).toEqual([]);
  });

  it('no span has a seed or another value of a visitor', () => {
    expect(JSON.stringify(collector.spans)).not.toMatch(/secret|Your attack/);
    const names = new Set(collector.spans.flatMap(({ attributes }) => Object.keys(attributes)));
    expect([...names].sort()).toEqual([
      'db.collection.name',
      'db.operation.name',
      'db.system.name',
      'error.type',
      'http.request.method',
      'http.response.status_code',
      'http.route',
      'quartet.visits',
      'server.address',
      'server.port',
      'url.path',
      'url.scheme',
      'url.template',
    ]);
  });
});
