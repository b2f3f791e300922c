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
const ask = (query: string) => request(app).get(`/?${query}`);

test('Any well-formed text comes through a query unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 50 }), async (text) => {
      expect((await ask(`text=${encodeURIComponent(text)}`)).body).toEqual({ text });
    }),
    { numRuns: 50 },
  );
});

test('When the query is empty, then nothing is given', async () => {
  expect((await request(app).get('/')).body).toEqual({});
  expect((await ask('')).body).toEqual({});
});

test.each(['text=%ff', 'text=%', 'text=%4', 'text=%C3', 'text=%ED%A0%80', 'a%zz=1', 'text=a?b=%'])(
  'When the query is %s, then 400 says that it is not encoded as it should be',
  async (query) => {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      type: 'urn:quartet:problem:malformed-request',
      detail: 'The query is not valid percent-encoded UTF-8.',
    });
  },
);

test('When a parameter is given twice, then neither value is taken', async () => {
  const { status, body } = await ask('text=a&text=b&from=1&from=2');
  expect(status).toBe(400);
  expect(body).toMatchObject({
    errors: [
      { parameter: 'text', detail: 'text is given more than once' },
      { parameter: 'from', detail: 'from is given more than once' },
    ],
  });
});

test.each(['other', '__proto__', 'constructor', 'text[]', 'text[a]', 'Text'])(
  'When the parameter %s is not known, then it is not ignored, and those known are named',
  async (name) => {
    const { status, body } = await ask(`${encodeURIComponent(name)}=1`);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      detail: `${name} is not known here; known are text, from.`,
      errors: [{ parameter: name, detail: `${name} is not known here; known are text, from` }],
    });
  },
);

test('When a parameter has no name, then the answer says so', async () => {
  expect((await ask('=1')).body).toMatchObject({
    detail: 'An empty name is not known here; known are text, from.',
  });
});

test('When a query is given where none is read, then it is refused', async () => {
  expect((await request(app).get('/none')).status).toBe(200);
  const { status, body } = await request(app).get('/none?a=1&b=2');
  expect(status).toBe(400);
  expect(body).toMatchObject({ detail: 'a is not known here; nothing is; b is not known here; nothing is.' });
});

test('When a value is beyond its limits, then 422 names the limit once, however far beyond it is', async () => {
  for (const from of ['10', '1e20']) {
    const { status, body } = await ask(`from=${from}`);
    expect(status).toBe(422);
    expect(body).toMatchObject({
      type: 'urn:quartet:problem:unprocessable-request',
      errors: [{ parameter: 'from', detail: 'from must be at most 9' }],
    });
    expect((body as { errors: unknown[] }).errors).toHaveLength(1);
  }
});
