import type { Express } from 'express';
import request, { type Test } from 'supertest';
import { answerFaults, type OpenApi, servedPaths } from './open-api';
import { type Sample, subjects } from './samples';

/** Paths for operators, crawlers and the pages, which no document describes. */
const INTERNAL = ['/health/live', '/health/ready', '/metrics', '/robots.txt', '/assets/{file}'];
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe.each(subjects)(
  'The common HTTP contract of every service: $service',
  ({ service, build, samples }) => {
    let app: Express;
    let close: () => Promise<void>;
    let document: OpenApi;

    beforeAll(async () => {
      ({ app, close } = await build());
      document = (await request(app).get('/openapi.json').expect(200)).body as OpenApi;
    });
    afterAll(() => close());

    const send = ({ method, path, url = path, query = {}, body, text }: Sample): Test => {
      const test = request(app)[method](url).query(query).accept('application/json');
      if (text !== undefined) return test.type('application/yaml').send(text);
      return body ? test.send(body) : test;
    };

    it('is live and ready', async () => {
      await request(app).get('/health/live').expect(200, { status: 'live' });
      const ready = await request(app).get('/health/ready').expect(200);
      expect(ready.body).toMatchObject({ status: 'ready' });
    });

    it('counts its requests by route, method and status', async () => {
      await request(app).get('/openapi.json').expect(200);
      const { text } = await request(app)
        .get('/metrics')
        .expect(200)
        .expect('Content-Type', /^text\/plain/);
      expect(text).toMatch(
        /http_request_duration_seconds_count\{.*method="GET",route="\/openapi.json",status="200".*\} \d/,
      );
      expect(text).toMatch(/nodejs_eventloop_lag_seconds/);
      expect(text).toMatch(/process_resident_memory_bytes/);
      expect(text).toContain(`service="${service}"`);
    });

    it('accepts a request id and a trace, and generates them otherwise', async () => {
      const accepted = await request(app)
        .get('/health/live')
        .set('X-Request-Id', 'abc-123')
        .set('traceparent', `00-${TRACE}-00f067aa0ba902b7-01`);
      expect(accepted.headers['x-request-id']).toBe('abc-123');
      expect(accepted.headers.traceparent).toMatch(
        new RegExp(`^00-${TRACE}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`),
      );
      const generated = await request(app).get('/health/live');
      expect(generated.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(generated.headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    });

    it('returns 404 with a problem document that has the request id', async () => {
      const { body, headers } = await request(app).get('/nowhere').accept('application/json').expect(404);
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(body).toEqual({
        type: 'urn:quartet:problem:not-found',
        title: 'Not found',
        status: 404,
        detail: 'There is nothing at /nowhere.',
        requestId: headers['x-request-id'],
      });
    });

    it.each(samples)('returns 405 with Allow for DELETE $path', async ({ method, path, url = path }) => {
      const { headers, body } = await request(app).delete(url).accept('application/json').expect(405);
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(headers.allow).toContain(method.toUpperCase());
      expect(body).toMatchObject({ status: 405 });
      const options = await request(app).options(url).expect(204);
      expect(options.headers.allow).toBe(headers.allow);
    });

    it('returns 406 for a media type that it does not have', async () => {
      const sample = samples[0]!;
      await send(sample).set('Accept', 'image/png').expect(406);
    });

    it('documents exactly the paths that it serves in OpenAPI 3.1', () => {
      expect(document.openapi).toBe('3.1.0');
      const served = servedPaths(app).filter((path) => !INTERNAL.includes(path));
      expect(served.sort()).toEqual(Object.keys(document.paths).sort());
      const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method} ${path}`),
      );
      expect(samples.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(operations.sort());
    });

    it.each(samples)('answers $method $path as documented', async (sample) => {
      const operation = document.paths[sample.path]?.[sample.method];
      if (!operation) throw new Error('not documented');
      const { status, body, text, type } = await send(sample);
      expect(status).toBeLessThan(300);
      const answer: unknown = type.endsWith('json') ? body : text;
      expect(answerFaults(document, operation, status, type, answer)).toBeNull();
      const documented =
        operation.parameters?.filter((parameter) => parameter.in === 'query').map(({ name }) => name) ?? [];
      expect(documented.sort()).toEqual(Object.keys(sample.query ?? {}).sort());
    });

    it.each(samples.filter(({ path }) => path !== '/openapi.json'))(
      'refuses an unknown parameter of $method $path with a documented problem',
      async (sample) => {
        const { status, body, type } = await send({ ...sample, query: { ...sample.query, colour: 'red' } });
        expect(body).toMatchObject({ status: 400, errors: [{ parameter: 'colour' }] });
        const operation = document.paths[sample.path]?.[sample.method];
        if (!operation) throw new Error('not documented');
        expect(answerFaults(document, operation, status, type, body)).toBeNull();
      },
    );

    const posts = samples.filter(({ body }) => body !== undefined);
    (posts.length > 0 ? it.each(posts) : () => undefined)(
      'refuses a body of $path that is not JSON, too large or of another type with a problem document',
      async ({ path, body = {} }) => {
        const post = () => request(app).post(path);
        const wrong = await post().type('json').send('{"a":').expect(400);
        expect((wrong.body as { detail: string }).detail).toMatch(/^The body is not valid JSON: /);
        const large = await post()
          .type('json')
          .send(JSON.stringify({ ...body, padding: 'x'.repeat(3_000_000) }))
          .expect(413);
        expect((large.body as { detail: string }).detail).toMatch(
          /^The body is larger than the limit of \d+ bytes/,
        );
        const other = await post().type('text/xml').send('<a/>').expect(415);
        expect((other.body as { detail: string }).detail).toMatch(/text\/xml is not supported/);
        const unknown = await post()
          .send({ ...body, colour: 'red' })
          .expect(400);
        expect(unknown.body).toMatchObject({ errors: [{ pointer: '#/colour' }] });
        for (const { headers } of [wrong, large, other, unknown]) {
          expect(headers['content-type']).toMatch(/^application\/problem\+json/);
        }
      },
    );

    it('returns 400 for a query that is not valid UTF-8', async () => {
      const sample = samples[0]!;
      if (sample.method === 'post') return;
      const { body } = await request(app)
        .get(`${sample.path}?seed=%FF`)
        .accept('application/json')
        .expect(400);
      expect((body as { detail: string }).detail).toBe('The query is not valid percent-encoded UTF-8.');
    });
  },
);
