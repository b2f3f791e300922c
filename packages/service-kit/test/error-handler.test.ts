import type { Response } from 'express';
import request from 'supertest';
import {
  contextFrom,
  createBaseApp,
  errorHandler,
  notFoundError,
  problemHandler,
  problemOf,
  UpstreamError,
} from '../src';
import { silentKit } from './apps';

const kit = silentKit();

test('errorHandler sets status and headers before the service writes the body', async () => {
  const app = createBaseApp(kit);
  app.get('/', () => {
    throw new UpstreamError('float', 'unreachable', 'The float service cannot be reached.');
  });
  app.use(
    errorHandler(kit, (error, res: Response) =>
      res.type('text/plain').send(`${error.name}: ${error.message}`),
    ),
  );
  const { status, headers, text } = await request(app).get('/');
  expect([status, headers['retry-after']]).toEqual([503, '1']);
  expect(text).toBe('UpstreamError: The float service cannot be reached.');
});

test('The next error handler responds when writing the body fails', async () => {
  const app = createBaseApp(kit);
  app.get('/', () => {
    throw notFoundError('There is no rule of that name.');
  });
  app.use(
    errorHandler(kit, () => Promise.reject(new Error('The template is missing'))),
    problemHandler(kit),
  );
  expect((await request(app).get('/')).status).toBe(500);
});

test('A problem document has `errors` only when there are faults', () => {
  expect(problemOf(notFoundError('No.'), contextFrom('id'))).not.toHaveProperty('errors');
});
