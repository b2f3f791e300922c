import { request as rawRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { listen } from '../../../test/support/listen';
import { endpoint, readBody } from '../src';
import { appWith, refusal, until } from './apps';

const app = appWith((router) => {
  for (const form of [false, true]) {
    endpoint(router, form ? '/form' : '/json', {
      POST: [
        ...readBody({ limit: 100, form }),
        (req, res) => {
          res.json({ body: req.body as unknown });
        },
      ],
    });
  }
});
const post = (path: string) => request(app).post(path);
const json = () => post('/json').set('Content-Type', 'application/json');

test('JSON is read, whatever its charset parameter and encoding', async () => {
  expect((await post('/json').send({ a: ['é'] })).body).toEqual({ body: { a: ['é'] } });
  expect((await json().set('Content-Type', 'application/json; charset=UTF-8').send('{}')).body).toEqual({
    body: {},
  });
  const packed = json()
    .set('Content-Encoding', 'gzip')
    .serialize((body: unknown) => body as string);
  packed.write(gzipSync('{"a":1}'));
  expect((await packed).body).toEqual({ body: { a: 1 } });
});

test('Form fields are read where they are asked for, and JSON beside them', async () => {
  expect((await post('/form').type('form').send('a=1&b=x+y&b=%C3%A9')).body).toEqual({
    body: { a: '1', b: ['x y', 'é'] },
  });
  expect((await post('/form').send({ a: 1 })).body).toEqual({ body: { a: 1 } });
});

test('When JSON is a bare value, then it is left to the schema to say what it should be', async () => {
  expect((await json().send('42')).body).toEqual({ body: 42 });
  expect((await json().send('null')).body).toEqual({ body: null });
});

test('When there is no body, then 400 says that it is missing', async () => {
  const missing = { status: 400, detail: 'A body of type application/json is missing.' };
  expect(await refusal(post('/json'))).toEqual(missing);
  expect(await refusal(json())).toEqual(missing);
  expect(await refusal(post('/json').set('Content-Length', '0'))).toEqual(missing);
  expect(await refusal(post('/form'))).toEqual({
    status: 400,
    detail: 'A body of type application/json or application/x-www-form-urlencoded is missing.',
  });
});

test('When the body is of another type, then 415 names it and those that are read', async () => {
  expect(await refusal(post('/json').type('text/csv').send('a'))).toEqual({
    status: 415,
    detail: 'A body of type text/csv is not read here; send application/json.',
  });
  expect(await refusal(post('/json').type('form').send('a=1'))).toMatchObject({ status: 415 });
  expect(await refusal(post('/form').type('text/xml').send('<a/>'))).toEqual({
    status: 415,
    detail:
      'A body of type text/xml is not read here; send application/json or application/x-www-form-urlencoded.',
  });
});

test('When the body has no type, then 415 says so', async () => {
  const untyped = post('/json');
  untyped.write('{}');
  expect(await refusal(untyped)).toEqual({
    status: 415,
    detail: 'A body without a Content-Type is not read here; send application/json.',
  });
});

test.each([
  ['charset', { 'Content-Type': 'application/json; charset=klingon' }, 'unsupported charset "KLINGON"'],
  ['encoding', { 'Content-Encoding': 'zip' }, 'unsupported content encoding "zip"'],
])('When the %s of the body is not known, then 415 says so in a sentence', async (_, headers, words) => {
  expect(await refusal(json().set(headers).send('{}'))).toEqual({
    status: 415,
    detail: `The request cannot be read: ${words}.`,
  });
});

test('When the body is not encoded as it says, then 400 says so', async () => {
  const { status, detail } = await refusal(json().set('Content-Encoding', 'gzip').send('{"a":1}'));
  expect(status).toBe(400);
  expect(detail).toMatch(/^The request cannot be read: .+\.$/);
});

test.each(['{"a":', '{a:1}', "{'a':1}", '{"a":1}}', 'NaN', '\u0000'])(
  'When %j is sent as JSON, then 400 says where it fails',
  async (text) => {
    const { status, detail } = await refusal(json().send(text));
    expect(status).toBe(400);
    expect(detail).toMatch(/^The body is not valid JSON: .+\.$/);
  },
);

test('When the caller leaves in the middle of the body, then the service goes on', async () => {
  let arrived = false;
  const { url, close } = await listen((req, res) => {
    arrived = true;
    app(req, res);
  });
  const call = rawRequest(`${url}/json`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Length': 50 },
  });
  call.on('error', () => undefined);
  call.write('{"a":');
  await until(() => arrived);
  call.destroy();
  expect((await request(url).post('/json').send({})).status).toBe(200);
  await close();
});
