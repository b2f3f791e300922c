import fc from 'fast-check';
import request from 'supertest';
import { contextFrom, contextOf, endpoint } from '../src';
import { appWith } from './apps';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const app = appWith((router) => {
  endpoint(router, '/', {
    GET: (_req, res) => {
      res.json(contextOf(res));
    },
  });
});

test('When the caller brings ids, then the request keeps its id and its trace, with a span of our own', async () => {
  const { headers, body } = await request(app)
    .get('/')
    .set('X-Request-Id', 'order-7:a/b@c+d=e.f_g')
    .set('traceparent', `00-${TRACE}-${SPAN}-01`);
  expect(headers['x-request-id']).toBe('order-7:a/b@c+d=e.f_g');
  expect(headers.traceparent).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
  expect(headers.traceparent).not.toContain(SPAN);
  expect(body).toEqual({ requestId: headers['x-request-id'], traceparent: headers.traceparent });
});

test('When the caller brings none, then each request has ids of its own', async () => {
  const first = await request(app).get('/');
  const second = await request(app).get('/');
  expect(first.headers['x-request-id']).toMatch(UUID);
  expect(first.headers.traceparent).toMatch(TRACEPARENT);
  expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  expect(second.headers.traceparent?.slice(3, 35)).not.toBe(first.headers.traceparent?.slice(3, 35));
});

test.each(['', 'two words', 'a'.repeat(129), 'a,b', 'a"b', '<b>', 'é', 'a\nb', 'a\n'])(
  'When the request id is %j, then it is replaced',
  (id) => {
    expect(contextFrom(id).requestId).toMatch(UUID);
  },
);

test('When a request id has 128 characters, then it is kept', () => {
  expect(contextFrom('a'.repeat(128)).requestId).toBe('a'.repeat(128));
});

test.each([
  ['of another version', `01-${TRACE}-${SPAN}-01`],
  ['of the forbidden version', `ff-${TRACE}-${SPAN}-01`],
  ['without flags', `00-${TRACE}-${SPAN}`],
  ['with more parts', `00-${TRACE}-${SPAN}-01-x`],
  ['in capitals', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
  ['with a trace of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
  ['with a span of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
  ['with a short trace', `00-${TRACE.slice(1)}-${SPAN}-01`],
  ['given twice', `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`],
])('When a traceparent is %s, then a new trace begins', (_, traceparent) => {
  expect(contextFrom('id', traceparent).traceparent).toMatch(TRACEPARENT);
  expect(contextFrom('id', traceparent).traceparent).not.toContain(TRACE);
});

test('Whatever comes in, what goes on is valid', () => {
  const nearly = fc.stringMatching(/^[0-9a-f]{2}-[0-9a-f]{31,33}-[0-9a-f]{15,17}-[0-9a-f]{1,3}$/);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.oneof(fc.string(), nearly), (id, parent) => {
      const { requestId, traceparent } = contextFrom(id, parent);
      expect(requestId).toMatch(/^[\x21-\x7e]{1,128}$/);
      expect(traceparent).toMatch(TRACEPARENT);
    }),
  );
});
