import request from 'supertest';
import { UserInputError } from '../src';
import { toServiceError } from '../src/errors/unexpected';
import { appWith } from './apps';

const httpError = (status: unknown, type?: string, more = {}) =>
  Object.assign(new Error('words of the parser'), { status, ...(type ? { type } : {}), ...more });

test.each([
  [400, 'request.aborted', 'malformed-request', 'The body ended before all of it had come.'],
  [400, 'entity.parse.failed', 'malformed-request', 'The body is not valid JSON: words of the parser.'],
  [413, 'entity.too.large', 'body-too-large', 'The body is larger than the 0 bytes that are read here.'],
  [413, 'parameters.too.many', 'body-too-large', 'The form has too many fields.'],
  [415, 'charset.unsupported', 'unsupported-body', 'The request cannot be read: words of the parser.'],
  [400, undefined, 'malformed-request', 'The request cannot be read: words of the parser.'],
])(
  'When Express refuses a request with %d %s, then it is a mistake of the caller',
  (status, type, kind, detail) => {
    const error = toServiceError(httpError(status, type));
    expect(error).toBeInstanceOf(UserInputError);
    expect(error).toMatchObject({ status, kind, message: detail });
  },
);

test.each([500, 503, 302, '400', undefined])(
  'When an error has the status %p, then it is a mistake of ours',
  (status) => {
    expect(toServiceError(httpError(status))).toMatchObject({ status: 500, kind: 'internal-error' });
  },
);

test('When a path cannot be decoded, then the caller is told so', async () => {
  const app = appWith((router) => {
    router.get('/rules/:name', (_req, res) => {
      res.json({});
    });
  });
  const { status, body } = await request(app).get('/rules/%ff');
  expect(status).toBe(400);
  expect(body).toMatchObject({ detail: "The request cannot be read: Failed to decode param '%ff'." });
});
