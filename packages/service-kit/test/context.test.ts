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

test("The caller's request id and trace are kept, with a new span", async () => {
  const { headers, body } = await request(app)
    .get('/')
    .set('X-Request-Id', 'order-7:a/b@c+d=e.f_g')
    .set('traceparent', `00-${TRACE}-${SPAN}-01`);
  expect(headers['x-request-id']).toBe('order-7:a/b@c+d=e.f_g');
  expect(headers.traceparent).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
  expect(headers.traceparent).not.toContain(SPAN);
  expect(body).toEqual({ requestId: headers['x-request-id'], traceparent: headers.traceparent });
});

test('Each request without ids gets new ones', async () => {
  const first = await request(app).get('/');
  const second = await request(app).get('/');
  expect(first.headers['x-request-id']).toMatch(UUID);
  expect(first.headers.traceparent).toMatch(TRACEPARENT);
  expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  expect(second.headers.traceparent?.slice(3, 35)).not.toBe(first.headers.traceparent?.slice(3, 35));
});

test.each([
  ['700', true],
  ['0', true],
  ['', false],
  ['-1', false],
  ['1e3', false],
  ['10000000', false],
])('The time for which the caller waits can be given as %j milliseconds: %s', (header, isValid) => {
  const { until } = contextFrom('id', undefined, header);
  const waitMs = (until ?? NaN) - performance.now();
  expect(until !== undefined).toBe(isValid);
  if (isValid) expect(Math.abs(waitMs - Number(header))).toBeLessThan(100);
});

test.each(['', 'two words', 'a'.repeat(129), 'a,b', 'a"b', '<b>', 'é', 'a\nb', 'a\n'])(
  'The invalid request id %j is replaced',
  (id) => {
    expect(contextFrom(id).requestId).toMatch(UUID);
  },
);

test('A request id of 128 characters is kept', () => {
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
])('A traceparent %s starts a new trace', (_, traceparent) => {
  expect(contextFrom('id', traceparent).traceparent).toMatch(TRACEPARENT);
  expect(contextFrom('id', traceparent).traceparent).not.toContain(TRACE);
});

test('The resulting ids are valid for any input', () => {
  const nearly = fc.stringMatching(/^[0-9a-f]{2}-[0-9a-f]{31,33}-[0-9a-f]{15,17}-[0-9a-f]{1,3}$/);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.oneof(fc.string(), nearly), (id, parent) => {
      const { requestId, traceparent } = contextFrom(id, parent);
      expect(requestId).toMatch(/^[\x21-\x7e]{1,128}$/);
      expect(traceparent).toMatch(TRACEPARENT);
    }),
  );
});
