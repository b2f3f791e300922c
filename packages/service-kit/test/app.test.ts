import request from 'supertest';
import { endpoint, operations } from '../src';
import { appWith, silentKit } from './apps';

const kit = silentKit();
const app = appWith((router) => {
  router.use(operations(kit, [], { openapi: '3.1.0' }));
  endpoint(router, '/', {
    GET: (_req, res) => {
      res.json({});
    },
  });
}, kit);

afterEach(() => {
  kit.lifecycle.stopping = false;
});

test('Responses have the default headers, and no ETag or X-Powered-By', async () => {
  const { headers } = await request(app).get('/');
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  expect(headers).not.toHaveProperty('etag');
  expect(headers).not.toHaveProperty('x-powered-by');
});

test('If-None-Match: * gets a complete response', async () => {
  await request(app).get('/').set('If-None-Match', '*').expect(200, {});
});

test('An unknown path gets a 404 problem document with the default headers', async () => {
  const { status, headers, body } = await request(app).get('/nowhere?a=b');
  expect(status).toBe(404);
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(headers['cache-control']).toBe('no-store');
  expect(body).toEqual({
    type: 'urn:quartet:problem:not-found',
    title: 'Not found',
    status: 404,
    detail: 'There is nothing at /nowhere.',
    requestId: headers['x-request-id'],
  });
});

test('Responses close their connection while the service is stopping', async () => {
  expect((await request(app).get('/').set('Connection', 'keep-alive')).headers.connection).toBe('keep-alive');
  kit.lifecycle.stopping = true;
  expect((await request(app).get('/').set('Connection', 'keep-alive')).headers.connection).toBe('close');
});

test('GET /openapi.json returns the contract', async () => {
  const { status, body } = await request(app).get('/openapi.json');
  expect(status).toBe(200);
  expect(body).toEqual({ openapi: '3.1.0' });
});
