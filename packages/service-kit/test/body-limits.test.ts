import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { endpoint, readBody } from '../src';
import { appWith, refusal } from './apps';

const app = appWith((router) => {
  endpoint(router, '/', {
    POST: [
      ...readBody({ limit: 100, maxValues: 100, form: true }),
      (_req, res) => {
        res.json({});
      },
    ],
  });
});
const post = () => request(app).post('/');
const json = () => post().set('Content-Type', 'application/json');
const text = (length: number) => JSON.stringify('a'.repeat(length - 2));
const tooLarge = { status: 413, detail: 'The body is larger than the limit of 100 bytes.' };

test('A body at the limit is accepted; one more byte is refused with 413', async () => {
  expect((await json().send(text(100))).status).toBe(200);
  expect(await refusal(json().send(text(101)))).toEqual(tooLarge);
  expect(
    await refusal(
      post()
        .type('form')
        .send(`a=${'a'.repeat(99)}`),
    ),
  ).toEqual(tooLarge);
});

test('The limit applies to the sum of all chunks', async () => {
  const chunked = json();
  chunked.write(text(90));
  chunked.write(text(90));
  expect(await refusal(chunked)).toEqual(tooLarge);
});

test('The limit applies to the uncompressed size', async () => {
  const compressed = json().set('Content-Encoding', 'gzip');
  compressed.write(gzipSync(text(10_000)));
  expect(await refusal(compressed)).toEqual(tooLarge);
});

test('A form with too many fields is refused with 413', async () => {
  const largeForms = appWith((router) => {
    endpoint(router, '/', { POST: readBody({ limit: 10_000, maxValues: 100, form: true }) });
  });
  expect(await refusal(request(largeForms).post('/').type('form').send('a&'.repeat(1_000)))).toEqual({
    status: 413,
    detail: 'The form has too many fields.',
  });
});

test('JSON with too many values is refused with 413 before it is parsed', async () => {
  const limited = appWith((router) => {
    endpoint(router, '/', {
      POST: [
        ...readBody({ limit: 10_000, maxValues: 4 }),
        (_req, res) => {
          res.json({});
        },
      ],
    });
  });
  const send = (text: string) =>
    request(limited).post('/').set('Content-Type', 'application/json').send(text);
  for (const text of ['[1,2,3]', '{"a":{"b":[1]}}', '{"a,{[":",{[","b":1,"c":1}'])
    expect((await send(text)).status).toBe(200);
  for (const text of ['[1,2,3,4]', '[[[[', '{"a":1,"b":2,"c":3,"d":4}'])
    expect(await refusal(send(text))).toEqual({
      status: 413,
      detail: 'The body has more values than the limit of 4.',
    });
});
