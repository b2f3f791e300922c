import { get, type IncomingMessage } from 'node:http';
import request from 'supertest';
import { listen } from '../../../test/support/listen';
import { DataStoreError, endpoint, notFoundError, UpstreamError, UpstreamRefusal } from '../src';
import { appWith, recordingKit, waitUntil } from './apps';

const { kit, lines } = recordingKit();
const errors: Record<string, unknown> = {
  unexpected: new Error('password is hunter2', { cause: new TypeError('at /srv/secret.ts:7') }),
  text: 'a string',
  nothing: null,
  missing: notFoundError('There is no rule of that name.'),
  unavailable: new UpstreamError('float', 'unreachable', 'The float service cannot be reached.', {
    cause: new Error('connect ECONNREFUSED'),
  }),
  invalid: new UpstreamError('float', 'invalid response', 'The float service returned nonsense.'),
  refused: new UpstreamRefusal('float', {
    status: 422,
    kind: 'unprocessable-request',
    title: 'Unprocessable request',
    detail: 'min is above max.',
    faults: [{ parameter: 'min', detail: 'min is above max' }],
  }),
  database: new DataStoreError('The database cannot be reached.', new Error('ECONNREFUSED 10.0.0.7')),
};
const app = appWith((router) => {
  endpoint(router, '/throw/:name', {
    GET: async (req) => {
      await Promise.resolve();
      throw errors[String(req.params.name)];
    },
  });
  endpoint(router, '/half', {
    GET: (_req, res) => {
      res.write('first half');
      throw new Error('no second half');
    },
  });
}, kit);
const getError = (name: string) => request(app).get(`/throw/${name}`);
const errorLogOf = (requestId: unknown) =>
  lines.filter((line) => line.requestId === requestId && line.msg !== 'request');

test.each(['unexpected', 'text', 'nothing'])(
  'An unexpected error (%s) is not revealed in the response, and logged once',
  async (name) => {
    const { status, headers, body } = await getError(name);
    expect(status).toBe(500);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toEqual({
      type: 'urn:quartet:problem:internal-error',
      title: 'Internal error',
      status: 500,
      detail: 'An unexpected error occurred. The server has logged it.',
      requestId: headers['x-request-id'],
    });
    expect(errorLogOf(headers['x-request-id'])).toHaveLength(1);
  },
);

test('The stack of an unexpected error is logged with the request id of the response', async () => {
  const { headers } = await getError('unexpected');
  const [line] = errorLogOf(headers['x-request-id']);
  expect(line).toMatchObject({ level: 'error', err: { stack: expect.stringContaining('hunter2') } });
});

test('An unavailable upstream is logged in one line with the reason and no stack', async () => {
  const { headers } = await getError('unavailable');
  const [line, ...more] = errorLogOf(headers['x-request-id']);
  expect(line).toMatchObject({
    level: 'error',
    msg: 'The float service cannot be reached.',
    reason: 'connect ECONNREFUSED',
  });
  expect(line).not.toHaveProperty('err');
  expect(more).toEqual([]);
});

test('An error of the client is reported in the response and not logged as an error', async () => {
  const { status, headers, body } = await getError('missing');
  expect(status).toBe(404);
  expect(body).toMatchObject({ title: 'Not found', detail: 'There is no rule of that name.' });
  expect(errorLogOf(headers['x-request-id'])).toEqual([]);
});

test.each([
  ['unavailable', 503, 'upstream-unavailable'],
  ['invalid', 502, 'bad-upstream-answer'],
  ['database', 503, 'database-unavailable'],
])('The error %s gets a %d with Retry-After and without its cause', async (name, expected, kind) => {
  const { headers, body, text, status } = await getError(name);
  expect(status).toBe(expected);
  expect(headers['retry-after']).toBe('1');
  expect(body).toMatchObject({ type: `urn:quartet:problem:${kind}`, status });
  expect(text).not.toContain('ECONNREFUSED');
  expect(errorLogOf(headers['x-request-id'])).toHaveLength(1);
});

test('The title of a 502 says that the response was invalid', async () => {
  expect((await getError('invalid')).body).toMatchObject({
    title: 'The float service returned an invalid response',
  });
});

test('The status, detail and faults of a refusal by an upstream are passed on', async () => {
  const { status, body } = await getError('refused');
  expect(status).toBe(422);
  expect(body).toMatchObject({
    detail: 'min is above max.',
    errors: [{ parameter: 'min', detail: 'min is above max' }],
  });
});

test('The connection is closed when an error occurs in the middle of a response', async () => {
  const { url, close } = await listen(app);
  const answer = await new Promise<IncomingMessage>((resolve) => get(`${url}/half`, resolve));
  answer.on('error', () => undefined).resume();
  await waitUntil(() => answer.closed);
  expect(answer.complete).toBe(false);
  expect(
    lines.some(
      ({ msg, level }) =>
        level === 'error' && msg === 'An unexpected error occurred. The server has logged it.',
    ),
  ).toBe(true);
  await close();
});
