import request from 'supertest';
import { endpoint, notFoundError } from '../src';
import { appWith } from './apps';

const app = appWith((router) => {
  endpoint(router, '/read', {
    GET: (_req, res) => {
      res.json({ read: true });
    },
  });
  endpoint(router, '/write', {
    POST: [
      (_req, res, next) => {
        res.set('X-Step', 'first');
        next();
      },
      (_req, res) => {
        res.status(201).json({});
      },
    ],
  });
  endpoint(router, '/both', {
    GET: (_req, res) => {
      res.json({});
    },
    POST: (_req, res) => {
      res.json({});
    },
  });
  endpoint(router, '/guarded', { POST: (_req, res) => void res.json({}) }, (req, _res, next) => {
    next(req.get('x-friend') === undefined ? notFoundError('There is nothing.') : undefined);
  });
});

test.each(['get', 'head', 'post', 'options', 'put'] as const)(
  'A guard can refuse requests of any method: %s',
  async (method) => {
    await request(app)[method]('/guarded').expect(404);
    const { status } = await request(app)[method]('/guarded').set('X-Friend', 'yes');
    expect(status).toBe({ post: 200, options: 204 }[method as string] ?? 405);
  },
);

test.each([
  ['DELETE', '/read', 'GET, HEAD, OPTIONS'],
  ['POST', '/read', 'GET, HEAD, OPTIONS'],
  ['GET', '/write', 'POST, OPTIONS'],
  ['HEAD', '/write', 'POST, OPTIONS'],
  ['PATCH', '/both', 'GET, HEAD, POST, OPTIONS'],
] as const)('%s %s returns 405 with Allow: %s', async (method, path, allow) => {
  const { status, headers, body } = await request(app)[method.toLowerCase() as 'get'](path);
  expect(status).toBe(405);
  expect(headers.allow).toBe(allow);
  if (method === 'HEAD') return;
  expect(body).toMatchObject({
    type: 'urn:quartet:problem:method-not-allowed',
    detail: `${method} is not allowed here. Use ${allow.replace(', OPTIONS', ' or OPTIONS')}.`,
  });
});

test('OPTIONS lists the methods', async () => {
  const { status, headers, text } = await request(app).options('/both');
  expect(status).toBe(204);
  expect(headers.allow).toBe('GET, HEAD, POST, OPTIONS');
  expect(text).toBe('');
});

test('HEAD returns the headers of GET without a body', async () => {
  const get = await request(app).get('/read');
  const head = await request(app).head('/read');
  expect(head.status).toBe(200);
  expect(head.headers['content-length']).toBe(get.headers['content-length']);
  expect(head.text).toBeFalsy();
});

test('An array of handlers runs in order', async () => {
  const { status, headers } = await request(app).post('/write');
  expect(status).toBe(201);
  expect(headers['x-step']).toBe('first');
});
