import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { endpoint, readBody } from '../src';
import { appWith, refusal } from './apps';

const app = appWith((router) => {
  endpoint(router, '/', {
    POST: [
      ...readBody({ limit: 100, form: true }),
      (_req, res) => {
        res.json({});
      },
    ],
  });
});
const post = () => request(app).post('/');
const json = () => post().set('Content-Type', 'application/json');
const text = (length: number) => JSON.stringify('a'.repeat(length - 2));
const tooLarge = { status: 413, detail: 'The body is larger than the 100 bytes that are read here.' };

test('A body of just the limit is read; one byte more is refused with 413', async () => {
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

test('When a body comes piece by piece, then all of its pieces count', async () => {
  const pieces = json();
  pieces.write(text(90));
  pieces.write(text(90));
  expect(await refusal(pieces)).toEqual(tooLarge);
});

test('When a body comes packed, then its size unpacked counts', async () => {
  const packed = json().set('Content-Encoding', 'gzip');
  packed.write(gzipSync(text(10_000)));
  expect(await refusal(packed)).toEqual(tooLarge);
});

test('When a form has more fields than are counted, then 413 says so', async () => {
  const roomy = appWith((router) => {
    endpoint(router, '/', { POST: readBody({ limit: 10_000, form: true }) });
  });
  expect(await refusal(request(roomy).post('/').type('form').send('a&'.repeat(1_000)))).toEqual({
    status: 413,
    detail: 'The form has too many fields.',
  });
});
