import { get } from 'node:http';
import request from 'supertest';
import { type Collector, startCollector } from '../../../test/support/collector';
import { type Listening, listen } from '../../../test/support/listen';
import { endpoint } from '../src';
import { startTracing } from '../src/observability/start-tracing';
import { appWith, recordingKit, waitUntil } from './apps';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe('With traces', () => {
  const { kit, lines } = recordingKit();
  let collector: Collector;
  let server: Listening;
  const headers: Record<string, string | undefined> = {};

  beforeAll(async () => {
    collector = await startCollector();
    const stopTracing = startTracing(kit, {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER: 'parentbased_always_on',
      OTEL_TRACES_SAMPLER_ARG: 1,
    });
    let reached: (() => void) | undefined;
    const isReached = new Promise<void>((resolve) => (reached = resolve));
    const app = appWith((router) => {
      endpoint(router, '/quick/:name', {
        GET: (_req, res) => {
          res.json({});
        },
      });
      endpoint(router, '/never', { GET: () => reached?.() });
      endpoint(router, '/half', {
        GET: (_req, res) => {
          res.write('half');
          res.destroy();
        },
      });
      endpoint(router, '/bug', {
        GET: () => {
          throw new Error('a bug');
        },
      });
    }, kit);
    server = await listen(app);
    const call = async (path: string, traceparent?: string) => {
      const sent = request(server.url).get(path);
      if (traceparent !== undefined) void sent.set('traceparent', traceparent);
      headers[path] = (await sent).headers.traceparent;
    };
    await call('/quick/first');
    await call('/quick/second', `00-${TRACE}-${SPAN}-01`);
    await call('/quick/third', `01-${TRACE}-${SPAN}-01`);
    await call('/bug');
    await expect(request(server.url).get('/half')).rejects.toThrow(/aborted|hang up/);
    const abandoned = get(`${server.url}/never`);
    abandoned.on('error', () => undefined);
    await isReached;
    abandoned.destroy();
    await waitUntil(() => lines.some(({ url }) => url === '/never'));
    await server.close();
    await stopTracing(10_000);
  });
  afterAll(() => collector.close());

  const spanOf = (path: string) => {
    const found = collector.spans.filter(({ attributes }) => attributes['url.path'] === path);
    expect(found).toHaveLength(1);
    return found[0]!;
  };

  test('a request without a trace starts one, and its span is in the response and in the log', () => {
    const { traceId, spanId, parentSpanId, name, kind, service } = spanOf('/quick/first');
    expect({ name, kind, service }).toEqual({
      name: 'GET /quick/:name',
      kind: 'server',
      service: 'quartet-test',
    });
    expect(parentSpanId ?? '').toBe('');
    const traceparent = `00-${traceId}-${spanId}-01`;
    expect(headers['/quick/first']).toBe(traceparent);
    expect(lines.find(({ url }) => url === '/quick/first')).toMatchObject({ traceparent });
  });

  test('a request with a trace continues it', () => {
    expect(spanOf('/quick/second')).toMatchObject({ traceId: TRACE, parentSpanId: SPAN });
  });

  test('an invalid traceparent starts a new trace', () => {
    expect(spanOf('/quick/third').traceId).not.toBe(TRACE);
  });

  test('a bug is a failed span', () => {
    const { isFailed, attributes } = spanOf('/bug');
    expect(isFailed).toBe(true);
    expect(attributes).toMatchObject({ 'error.type': '500', 'http.response.status_code': 500 });
  });

  test('an incomplete response is a failed span', () => {
    const { isFailed, attributes } = spanOf('/half');
    expect(isFailed).toBe(true);
    expect(attributes).toMatchObject({ 'error.type': 'incomplete', 'http.response.status_code': 200 });
  });

  test('a request that its client abandons has no status', () => {
    const { attributes } = spanOf('/never');
    expect(attributes).toMatchObject({ 'http.route': '/never', 'error.type': 'incomplete' });
    expect(attributes).not.toHaveProperty('http.response.status_code');
  });
});
