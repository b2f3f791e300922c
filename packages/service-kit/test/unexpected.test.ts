import request from 'supertest';
import { UserInputError } from '../src';
import { toServiceError } from '../src/errors/unexpected';
import { appWith } from './apps';

const httpError = (status: unknown, type?: string, more = {}) =>
  Object.assign(new Error('parser message'), { status, ...(type ? { type } : {}), ...more });

test.each([
  [400, 'request.aborted', 'malformed-request', 'The connection closed before the complete body arrived.'],
  [400, 'entity.parse.failed', 'malformed-request', 'The body is not valid JSON: parser message.'],
  [413, 'entity.too.large', 'body-too-large', 'The body is larger than the limit of 0 bytes.'],
  [413, 'parameters.too.many', 'body-too-large', 'The form has too many fields.'],
  [415, 'charset.unsupported', 'unsupported-body', 'The request cannot be read: parser message.'],
  [400, undefined, 'malformed-request', 'The request cannot be read: parser message.'],
])("Express's error %d %s becomes an error of the client", (status, type, kind, detail) => {
  const error = toServiceError(httpError(status, type));
  expect(error).toBeInstanceOf(UserInputError);
  expect(error).toMatchObject({ status, kind, message: detail });
});

test.each([500, 503, 302, '400', undefined])('An error with the status %p becomes a 500', (status) => {
  expect(toServiceError(httpError(status))).toMatchObject({ status: 500, kind: 'internal-error' });
});

test('A path that cannot be decoded is refused with 400', async () => {
  const app = appWith((router) => {
    router.get('/rules/:name', (_req, res) => {
      res.json({});
    });
  });
  const { status, body } = await request(app).get('/rules/%ff');
  expect(status).toBe(400);
  expect(body).toMatchObject({ detail: "The request cannot be read: Failed to decode param '%ff'." });
});
