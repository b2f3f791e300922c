import request from 'supertest';
import { z } from 'zod';
import { endpoint, parseBody, readBody } from '../src';
import { appWith } from './apps';

const entry = z.strictObject({
  name: z.string().max(3),
  size: z.int('must be a whole number').min(1).max(9),
  inner: z.strictObject({ 'a/b': z.boolean().optional() }).optional(),
  kind: z.strictObject({ of: z.string().optional() }).prefault({}),
});
const schema = z
  .strictObject({ entries: z.array(entry).min(1).max(2), last: z.string().default('') })
  .refine(({ last }) => last !== 'never', 'contradicts itself');

const respondWith = (parse: (req: Parameters<typeof parseBody>[1]) => unknown) => [
  ...readBody({ limit: 10_000, maxValues: 10_000, form: true }),
  (req: Parameters<typeof parseBody>[1], res: { json: (body: unknown) => unknown }) => {
    res.json(parse(req));
  },
];
const app = appWith((router) => {
  endpoint(router, '/', { POST: respondWith((req) => parseBody(schema, req)) });
  endpoint(router, '/fields', {
    POST: respondWith((req) => parseBody(z.strictObject({ a: z.string() }), req)),
  });
});
const post = (body: unknown) =>
  request(app).post('/').set('Content-Type', 'application/json').send(JSON.stringify(body));
const valid = { name: 'a', size: 1 };

test('A valid body is returned with its defaults', async () => {
  expect((await post({ entries: [valid] })).body).toEqual({ entries: [{ ...valid, kind: {} }], last: '' });
});

test('Several syntax errors are refused with 400 and the location of each', async () => {
  const { status, body } = await post({
    entries: [
      { name: 7, size: '1' },
      { size: 1.5, inner: 1 },
    ],
    more: 1,
  });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    type: 'urn:quartet:problem:malformed-request',
    detail:
      '`entries/0/name` must be text, got `7`. `entries/0/size` must be a whole number, got `1`. `entries/1/name` is required. ' +
      '`entries/1/size` must be a whole number, got `1.5`. `entries/1/inner` must be an object, got `1`. And 1 more.',
    errors: [
      { pointer: '#/entries/0/name', detail: '`entries/0/name` must be text, got `7`.' },
      { pointer: '#/entries/0/size' },
      { pointer: '#/entries/1/name' },
      { pointer: '#/entries/1/size' },
      { pointer: '#/entries/1/inner' },
      { pointer: '#/more', detail: '`more` is not a known field. Use entries or last.' },
    ],
  });
});

test('Values out of range are refused with 422', async () => {
  const { status, body } = await post({
    entries: [
      { name: 'long', size: 0 },
      { name: 'b', size: 10 },
    ],
  });
  expect(status).toBe(422);
  expect(body).toMatchObject({
    type: 'urn:quartet:problem:unprocessable-request',
    detail:
      '`entries/0/name` must have at most 3 characters, got `long`. `entries/0/size` must be at least 1, got `0`. ' +
      '`entries/1/size` must be at most 9, got `10`.',
  });
});

test('Syntax errors and values out of range together are refused with 400', async () => {
  const { status, body } = await post({ entries: [{ name: 'long', size: 'x' }] });
  expect(status).toBe(400);
  expect((body as { errors: unknown[] }).errors).toHaveLength(2);
});

test('A list that is too short or too long is refused with 422', async () => {
  expect((await post({ entries: [] })).body).toMatchObject({
    status: 422,
    detail: '`entries` must have at least 1 entry.',
  });
  expect((await post({ entries: [valid, valid, valid] })).body).toMatchObject({
    status: 422,
    detail: '`entries` must have at most 2 entries.',
  });
});

test('A body with very many mistakes gets a short answer, which counts them', async () => {
  const fields = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`k${index}`, 1]));
  const { text, body } = await post({ entries: [{ ...valid, size: 0 }], ...fields });
  expect((body as { errors: unknown[] }).errors).toHaveLength(20);
  expect(body).toMatchObject({ status: 400, detail: expect.stringMatching(/ And 596 more\.$/) as string });
  expect(text.length).toBeLessThan(4_000);
});

test('The known fields at the same level are listed for an unknown field', async () => {
  const { body } = await post({ entries: [{ ...valid, inner: { c: 1 }, kind: { d: 1 }, e: 1 }] });
  expect(body).toMatchObject({
    errors: [
      { pointer: '#/entries/0/inner/c', detail: '`entries/0/inner/c` is not a known field. Use a/b.' },
      { pointer: '#/entries/0/kind/d', detail: '`entries/0/kind/d` is not a known field. Use of.' },
      {
        pointer: '#/entries/0/e',
        detail: '`entries/0/e` is not a known field. Use name, size, inner or kind.',
      },
    ],
  });
});

test.each([
  [42, ', got `42`'],
  [null, ', got `null`'],
  [true, ', got `true`'],
  ['text', ', got `text`'],
  [[], ''],
  [[valid], ''],
])('The body %j is refused with 400 because it must be an object', async (body, received) => {
  expect((await post(body)).body).toMatchObject({
    status: 400,
    detail: `The body must be an object${received}.`,
    errors: [{ pointer: '#' }],
  });
});

test('A problem with the whole body is reported about "The body"', async () => {
  expect((await post({ entries: [valid], last: 'never' })).body).toMatchObject({
    status: 422,
    detail: 'The body contradicts itself.',
  });
});

test('A list is a wrong type in JSON, and a repeated field in a form', async () => {
  const fields = () => request(app).post('/fields');
  expect((await fields().send({ a: ['x', 'y'] })).body).toMatchObject({ detail: '`a` must be text.' });
  expect((await fields().type('form').send('a=x&a=y')).body).toMatchObject({
    detail: '`a` is given more than once.',
    errors: [{ pointer: '#/a' }],
  });
});

test('A key with a lone surrogate is refused with 400', async () => {
  expect((await post({ entries: [valid], '\ud800': 1 })).status).toBe(400);
});
