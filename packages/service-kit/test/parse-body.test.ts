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

const answer = (parse: (req: Parameters<typeof parseBody>[1]) => unknown) => [
  ...readBody({ limit: 10_000, form: true }),
  (req: Parameters<typeof parseBody>[1], res: { json: (body: unknown) => unknown }) => {
    res.json(parse(req));
  },
];
const app = appWith((router) => {
  endpoint(router, '/', { POST: answer((req) => parseBody(schema, req)) });
  endpoint(router, '/fields', { POST: answer((req) => parseBody(z.strictObject({ a: z.string() }), req)) });
});
const post = (body: unknown) =>
  request(app).post('/').set('Content-Type', 'application/json').send(JSON.stringify(body));
const good = { name: 'a', size: 1 };

test('When the body is as asked for, then it comes with its defaults', async () => {
  expect((await post({ entries: [good] })).body).toEqual({ entries: [{ ...good, kind: {} }], last: '' });
});

test('When much is wrong with the form, then 400 names each place and what to do', async () => {
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
      'entries/0/name must be text; entries/0/size must be a whole number; entries/1/name is required; ' +
      'entries/1/size must be a whole number; entries/1/inner must be an object; and 1 more.',
    errors: [
      { pointer: '#/entries/0/name', detail: 'entries/0/name must be text' },
      { pointer: '#/entries/0/size' },
      { pointer: '#/entries/1/name' },
      { pointer: '#/entries/1/size' },
      { pointer: '#/entries/1/inner' },
      { pointer: '#/more', detail: 'more is not known here; known are entries, last' },
    ],
  });
});

test('When the form is right and the values are not, then 422 names each', async () => {
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
      'entries/0/name must have at most 3 characters; entries/0/size must be at least 1; entries/1/size must be at most 9.',
  });
});

test('When both form and values are wrong, then 400 names all', async () => {
  const { status, body } = await post({ entries: [{ name: 'long', size: 'x' }] });
  expect(status).toBe(400);
  expect((body as { errors: unknown[] }).errors).toHaveLength(2);
});

test('When a list is too short or too long, then 422 says so in entries', async () => {
  expect((await post({ entries: [] })).body).toMatchObject({
    status: 422,
    detail: 'entries must have at least 1 entry.',
  });
  expect((await post({ entries: [good, good, good] })).body).toMatchObject({
    status: 422,
    detail: 'entries must have at most 2 entries.',
  });
});

test('When a key deep inside is not known, then those known at that place are named', async () => {
  const { body } = await post({ entries: [{ ...good, inner: { c: 1 }, kind: { d: 1 }, e: 1 }] });
  expect(body).toMatchObject({
    errors: [
      { pointer: '#/entries/0/inner/c', detail: 'entries/0/inner/c is not known here; known are a/b' },
      { pointer: '#/entries/0/kind/d', detail: 'entries/0/kind/d is not known here; known are of' },
      {
        pointer: '#/entries/0/e',
        detail: 'entries/0/e is not known here; known are name, size, inner, kind',
      },
    ],
  });
});

test.each([42, null, true, 'text', [], [good]])(
  'When the body is %j, then it is said to be no object',
  async (body) => {
    expect((await post(body)).body).toMatchObject({
      status: 400,
      detail: 'The body must be an object.',
      errors: [{ pointer: '#' }],
    });
  },
);

test('When the body contradicts itself as a whole, then the sentence has a subject', async () => {
  expect((await post({ entries: [good], last: 'never' })).body).toMatchObject({
    status: 422,
    detail: 'The body contradicts itself.',
  });
});

test('When JSON has a list in place of text, then it is not said to be given twice; a form field given twice is', async () => {
  const fields = () => request(app).post('/fields');
  expect((await fields().send({ a: ['x', 'y'] })).body).toMatchObject({ detail: 'a must be text.' });
  expect((await fields().type('form').send('a=x&a=y')).body).toMatchObject({
    detail: 'a is given more than once.',
    errors: [{ pointer: '#/a' }],
  });
});

test('When a key holds half a character, then the answer is a refusal and not an error of ours', async () => {
  expect((await post({ entries: [good], '\ud800': 1 })).status).toBe(400);
});
