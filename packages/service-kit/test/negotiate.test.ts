import request from 'supertest';
import { endpoint, negotiate } from '../src';
import { appWith } from './apps';

const app = appWith((router) => {
  endpoint(router, '/', {
    GET: (req, res) => {
      const form = negotiate(req, res, ['application/json', 'text/plain', 'text/csv']);
      res.type('text/plain').send(form);
    },
  });
});
const ask = (accept?: string) =>
  accept === undefined ? request(app).get('/') : request(app).get('/').set('Accept', accept);

test.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['text/csv', 'text/csv'],
  ['text/*', 'text/plain'],
  ['application/json;q=0.5, text/csv', 'text/csv'],
  ['application/json;q=0, */*', 'text/plain'],
  ['image/png, text/plain;q=0.1', 'text/plain'],
])('When the caller accepts %s, then it gets %s', async (accept, form) => {
  const { text, headers } = await ask(accept);
  expect(text).toBe(form);
  expect(headers.vary).toBe('Accept');
});

test.each(['image/png', 'text/html;q=0.9', 'nonsense', '*/*;q=0'])(
  'When the caller accepts only %s, then 406 tells what there is',
  async (accept) => {
    const { status, headers, body } = await ask(accept);
    expect(status).toBe(406);
    expect(headers.vary).toBe('Accept');
    expect(body).toMatchObject({
      type: 'urn:quartet:problem:not-acceptable',
      detail:
        'This can be given as application/json, text/plain, text/csv; the Accept header takes none of them.',
    });
  },
);
