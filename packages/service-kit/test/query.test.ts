import fc from 'fast-check';
import request from 'supertest';
import { z } from 'zod';
import { endpoint, parseQuery, refuseQuery } from '../src';
import { appWith } from './apps';

const schema = z.strictObject({
  text: z.string().optional(),
  from: z
    .preprocess(
      (value) => (typeof value === 'string' ? Number(value) : value),
      z.int('must be a whole number').min(1).max(9),
    )
    .optional(),
});

const app = appWith((router) => {
  endpoint(router, '/', {
    GET: (req, res) => {
      res.json(parseQuery(schema, req));
    },
  });
  endpoint(router, '/none', {
    GET: (req, res) => {
      refuseQuery(req);
      res.json({});
    },
  });
});
const get = (query: string) => request(app).get(`/?${query}`);

test('Well-formed text passes through a query unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 50 }), async (text) => {
      expect((await get(`text=${encodeURIComponent(text)}`)).body).toEqual({ text });
    }),
    { numRuns: 50 },
  );
});

test('An empty query has no parameters', async () => {
  expect((await request(app).get('/')).body).toEqual({});
  expect((await get('')).body).toEqual({});
});

test.each(['text=%ff', 'text=%', 'text=%4', 'text=%C3', 'text=%ED%A0%80', 'a%zz=1', 'text=a?b=%'])(
  'The query %s is refused with 400 because its encoding is invalid',
  async (query) => {
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      type: 'urn:quartet:problem:malformed-request',
      detail: 'The query is not valid percent-encoded UTF-8.',
    });
  },
);

test('A query with more parameters than the parser reads is refused with 400', async () => {
  const { status, body } = await get(`${'a=1&'.repeat(1_000)}text=b`);
  expect(status).toBe(400);
  expect(body).toMatchObject({ detail: 'The query has more than 100 parameters.' });
});

test('Repeated parameters are refused with 400', async () => {
  const { status, body } = await get('text=a&text=b&from=1&from=2');
  expect(status).toBe(400);
  expect(body).toMatchObject({
    errors: [
      { parameter: 'text', detail: '`text` is given more than once.' },
      { parameter: 'from', detail: '`from` is given more than once.' },
    ],
  });
});

test.each(['other', '__proto__', 'constructor', 'text[]', 'text[a]', 'Text'])(
  'The unknown parameter %s is refused with 400 and the known parameters',
  async (name) => {
    const { status, body } = await get(`${encodeURIComponent(name)}=1`);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      detail: `\`${name}\` is not a known parameter. Use text or from.`,
      errors: [{ parameter: name, detail: `\`${name}\` is not a known parameter. Use text or from.` }],
    });
  },
);

test('A parameter without a name is refused', async () => {
  expect((await get('=1')).body).toMatchObject({
    detail: 'An empty name is not a known parameter. Use text or from.',
  });
});

test('refuseQuery refuses any parameter with 400', async () => {
  expect((await request(app).get('/none')).status).toBe(200);
  const { status, body } = await request(app).get('/none?a=1&b=2');
  expect(status).toBe(400);
  expect(body).toMatchObject({
    detail:
      '`a` is not a known parameter. No parameters are accepted here. `b` is not a known parameter. No parameters are accepted here.',
  });
});

test('A value above its limit is refused with 422 and the limit, once', async () => {
  for (const [from, received] of [
    ['10', '10'],
    ['1e20', '100000000000000000000'],
  ]) {
    const { status, body } = await get(`from=${from}`);
    expect(status).toBe(422);
    expect(body).toMatchObject({
      type: 'urn:quartet:problem:unprocessable-request',
      errors: [{ parameter: 'from', detail: `\`from\` must be at most 9, got \`${received}\`.` }],
    });
    expect((body as { errors: unknown[] }).errors).toHaveLength(1);
  }
});
