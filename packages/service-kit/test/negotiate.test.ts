import request from 'supertest';
import { endpoint, negotiate } from '../src';
import { appWith } from './apps';

const app = appWith((router) => {
  endpoint(router, '/', {
    GET: (req, res) => {
      const mediaType = negotiate(req, res, ['application/json', 'text/plain', 'text/csv']);
      res.type('text/plain').send(mediaType);
    },
  });
});
const get = (accept?: string) =>
  accept === undefined ? request(app).get('/') : request(app).get('/').set('Accept', accept);

test.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['text/csv', 'text/csv'],
  ['text/*', 'text/plain'],
  ['application/json;q=0.5, text/csv', 'text/csv'],
  ['application/json;q=0, */*', 'text/plain'],
  ['image/png, text/plain;q=0.1', 'text/plain'],
  ['text/csv; charset=utf-8', 'text/csv'],
  ['text/csv;header=present;q=0.5, text/plain; format="a, b;q=9"; q=0.4', 'text/csv'],
  ['application/json;charset="utf-8";q=0, */*;q=0.1', 'text/plain'],
])('Accept: %s selects %s', async (accept, mediaType) => {
  const { text, headers } = await get(accept);
  expect(text).toBe(mediaType);
  expect(headers.vary).toBe('Accept');
});

test.each(['image/png', 'text/html;q=0.9', 'nonsense', '*/*;q=0'])(
  'Accept: %s is refused with 406 and the available media types',
  async (accept) => {
    const { status, headers, body } = await get(accept);
    expect(status).toBe(406);
    expect(headers.vary).toBe('Accept');
    expect(body).toMatchObject({
      type: 'urn:quartet:problem:not-acceptable',
      detail:
        'The Accept header matches none of the available media types. Accept application/json, text/plain or text/csv.',
    });
  },
);
