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
import { quietKit } from './apps';

const kit = quietKit();

test('When a service answers errors in its own way, then status and headers are set for it', async () => {
  const own = createBaseApp(kit);
  own.get('/', () => {
    throw new UpstreamError('float', 'unreachable', 'The float service cannot be reached.');
  });
  own.use(
    errorHandler(kit, (error, res: Response) =>
      res.type('text/plain').send(`${error.name}: ${error.message}`),
    ),
  );
  const { status, headers, text } = await request(own).get('/');
  expect([status, headers['retry-after']]).toEqual([503, '1']);
  expect(text).toBe('UpstreamError: The float service cannot be reached.');
});

test('When the way of answering fails itself, then the caller still gets an answer', async () => {
  const own = createBaseApp(kit);
  own.get('/', () => {
    throw notFoundError('There is no rule of that name.');
  });
  own.use(
    errorHandler(kit, () => Promise.reject(new Error('no template'))),
    problemHandler(kit),
  );
  expect((await request(own).get('/')).status).toBe(500);
});

test('A problem document names faults only where there are any', () => {
  expect(problemOf(notFoundError('No.'), contextFrom('id'))).not.toHaveProperty('errors');
});
