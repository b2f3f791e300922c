import { request as rawRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { listen } from '../../../test/support/listen';
import { endpoint, readBody } from '../src';
import { appWith, refusal, waitUntil } from './apps';

const app = appWith((router) => {
  for (const form of [false, true]) {
    endpoint(router, form ? '/form' : '/json', {
      POST: [
        ...readBody({ limit: 100, maxValues: 100, form }),
        (req, res) => {
          res.json({ body: req.body as unknown });
        },
      ],
    });
  }
});
const post = (path: string) => request(app).post(path);
const json = () => post('/json').set('Content-Type', 'application/json');

test('JSON is read with any charset parameter and content encoding', async () => {
  expect((await post('/json').send({ a: ['é'] })).body).toEqual({ body: { a: ['é'] } });
  expect((await json().set('Content-Type', 'application/json; charset=UTF-8').send('{}')).body).toEqual({
    body: {},
  });
  const compressed = json()
    .set('Content-Encoding', 'gzip')
    .serialize((body: unknown) => body as string);
  compressed.write(gzipSync('{"a":1}'));
  expect((await compressed).body).toEqual({ body: { a: 1 } });
});

test('Form fields and JSON are read when forms are enabled', async () => {
  expect((await post('/form').type('form').send('a=1&b=x+y&b=%C3%A9')).body).toEqual({
    body: { a: '1', b: ['x y', 'é'] },
  });
  expect((await post('/form').send({ a: 1 })).body).toEqual({ body: { a: 1 } });
});

test('A body that is not UTF-8 is refused with 400, because different texts would become the same', async () => {
  const bytes = Buffer.from('{"seed":"\xff"}', 'latin1');
  const send = (path: string, type: string, body: Buffer | string) =>
    refusal(
      post(path)
        .set('Content-Type', type)
        .serialize((text: unknown) => text as string)
        .send(body as string),
    );
  expect(await send('/json', 'application/json', bytes)).toEqual({
    status: 400,
    detail: 'The body is not valid UTF-8.',
  });
  const form = { status: 400, detail: 'The form is not valid percent-encoded UTF-8.' };
  for (const fields of ['a=%zz', 'a=%', 'a=%FF', 'a=1&b=%C3'])
    expect(await send('/form', 'application/x-www-form-urlencoded', fields)).toEqual(form);
  expect(await send('/form', 'application/x-www-form-urlencoded', Buffer.from('a=\xff', 'latin1'))).toEqual(
    form,
  );
});

test('A JSON value other than an object or array is passed on to the schema', async () => {
  expect((await json().send('42')).body).toEqual({ body: 42 });
  expect((await json().send('null')).body).toEqual({ body: null });
});

test('A missing body is refused with 400', async () => {
  const missing = { status: 400, detail: 'The request has no body. Send application/json.' };
  expect(await refusal(post('/json'))).toEqual(missing);
  expect(await refusal(json())).toEqual(missing);
  expect(await refusal(post('/json').set('Content-Length', '0'))).toEqual(missing);
  expect(await refusal(post('/form'))).toEqual({
    status: 400,
    detail: 'The request has no body. Send application/json or application/x-www-form-urlencoded.',
  });
});

test('A body of an unsupported type is refused with 415 and the supported types', async () => {
  expect(await refusal(post('/json').type('text/csv').send('a'))).toEqual({
    status: 415,
    detail: 'A body of type text/csv is not supported. Send application/json.',
  });
  expect(await refusal(post('/json').type('form').send('a=1'))).toMatchObject({ status: 415 });
  expect(await refusal(post('/form').type('text/xml').send('<a/>'))).toEqual({
    status: 415,
    detail:
      'A body of type text/xml is not supported. Send application/json or application/x-www-form-urlencoded.',
  });
});

test('A body without a Content-Type is refused with 415', async () => {
  const untyped = post('/json');
  untyped.write('{}');
  expect(await refusal(untyped)).toEqual({
    status: 415,
    detail: 'A body without a Content-Type is not supported. Send application/json.',
  });
});

test.each([
  ['charset', { 'Content-Type': 'application/json; charset=klingon' }, 'unsupported charset "KLINGON"'],
  ['encoding', { 'Content-Encoding': 'zip' }, 'unsupported content encoding "zip"'],
])('An unknown %s is refused with 415', async (_, headers, reason) => {
  expect(await refusal(json().set(headers).send('{}'))).toEqual({
    status: 415,
    detail: `The request cannot be read: ${reason}.`,
  });
});

test('A body that contradicts its Content-Encoding is refused with 400', async () => {
  const { status, detail } = await refusal(json().set('Content-Encoding', 'gzip').send('{"a":1}'));
  expect(status).toBe(400);
  expect(detail).toMatch(/^The request cannot be read: .+\.$/);
});

test.each(['{"a":', '{a:1}', "{'a':1}", '{"a":1}}', 'NaN', '\u0000'])(
  'The invalid JSON %j is refused with 400 and the position of the error',
  async (text) => {
    const { status, detail } = await refusal(json().send(text));
    expect(status).toBe(400);
    expect(detail).toMatch(/^The body is not valid JSON: .+\.$/);
  },
);

test('The service continues when a client disconnects in the middle of a body', async () => {
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
  await waitUntil(() => arrived);
  call.destroy();
  expect((await request(url).post('/json').send({})).status).toBe(200);
  await close();
});

test.each([
  ['{"a":1,"a":2}', '"a"'],
  ['{"a":1,"\\u0061":1}', '"a"'],
  ['[{"b":{"a":1, "c":2, "a" : 3}}]', '"a"'],
  ['{"":1,"b":[{}],"":1}', '""'],
  ['{"é\\"{":1,"é\\"{":1}', '"é\\"{"'],
])('JSON with the same name twice in one object is refused with 400: %s', async (text, name) => {
  expect(await refusal(json().send(text))).toEqual({
    status: 400,
    detail: `The body has the name ${name} twice in one object.`,
  });
});

test.each([
  '{"a":{"a":1},"b":[{"a":1},{"a":1}]}',
  '["a","a"]',
  '{"a":"\\"a\\":1,","b":"\\\\"}',
  '{"A":1,"a":1}',
])('JSON may have the same name in different objects, and in strings: %s', async (text) => {
  expect((await json().send(text)).body).toEqual({ body: JSON.parse(text) as unknown });
});

test('JSON in another encoding than UTF-8 is refused with 400', async () => {
  const utf16 = json()
    .set('Content-Type', 'application/json; charset=utf-16')
    .serialize((body: unknown) => body as string)
    .send(Buffer.from('\ufeff{"ä":1}', 'utf16le') as unknown as string);
  expect(await refusal(utf16)).toEqual({ status: 400, detail: 'The body is not valid UTF-8.' });
});
