import { get, type IncomingMessage } from 'node:http';
import request from 'supertest';
import { listen } from '../../../test/support/listen';
import { DataStoreError, endpoint, notFoundError, UpstreamError, UpstreamRefusal } from '../src';
import { appWith, listeningKit, until } from './apps';

const { kit, lines } = listeningKit();
const errors: Record<string, unknown> = {
  unexpected: new Error('password is hunter2', { cause: new TypeError('at /srv/secret.ts:7') }),
  text: 'a bare text',
  nothing: null,
  missing: notFoundError('There is no rule of that name.'),
  away: new UpstreamError('float', 'unreachable', 'The float service cannot be reached.', {
    cause: new Error('connect ECONNREFUSED'),
  }),
  odd: new UpstreamError('float', 'bad answer', 'The float service gave an odd answer.'),
  refused: new UpstreamRefusal('float', {
    status: 422,
    kind: 'unprocessable-request',
    title: 'Unprocessable request',
    detail: 'min is above max.',
    faults: [{ parameter: 'min', detail: 'min is above max' }],
  }),
  unrecorded: new DataStoreError('The record is away.', new Error('ECONNREFUSED 10.0.0.7')),
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
      res.write('one half');
      throw new Error('no other half');
    },
  });
}, kit);
const ask = (name: string) => request(app).get(`/throw/${name}`);
const logged = (requestId: unknown) =>
  lines.filter((line) => line.requestId === requestId && line.msg !== 'request');

test.each(['unexpected', 'text', 'nothing'])(
  'When something unexpected is thrown (%s), then the answer tells nothing of it, and the log everything',
  async (name) => {
    const { status, headers, body } = await ask(name);
    expect(status).toBe(500);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toEqual({
      type: 'urn:quartet:problem:internal-error',
      title: 'Internal error',
      status: 500,
      detail: 'Something went wrong here; it has been logged.',
      requestId: headers['x-request-id'],
    });
    expect(logged(headers['x-request-id'])).toHaveLength(1);
  },
);

test('When something unexpected is thrown, then its stack is logged with the id that the answer gave', async () => {
  const { headers } = await ask('unexpected');
  const [line] = logged(headers['x-request-id']);
  expect(line).toMatchObject({ level: 'error', err: { stack: expect.stringContaining('hunter2') } });
});

test('When another service is away, then one line of the log tells why, without a stack', async () => {
  const { headers } = await ask('away');
  const [line, ...more] = logged(headers['x-request-id']);
  expect(line).toMatchObject({
    level: 'error',
    msg: 'The float service cannot be reached.',
    reason: 'connect ECONNREFUSED',
  });
  expect(line).not.toHaveProperty('err');
  expect(more).toEqual([]);
});

test('When the caller is mistaken, then it is told, and nothing is logged as an error', async () => {
  const { status, headers, body } = await ask('missing');
  expect(status).toBe(404);
  expect(body).toMatchObject({ title: 'Not found', detail: 'There is no rule of that name.' });
  expect(logged(headers['x-request-id'])).toEqual([]);
});

test.each([
  ['away', 503, 'upstream-unavailable'],
  ['odd', 502, 'bad-upstream-answer'],
  ['unrecorded', 503, 'database-unavailable'],
])(
  'When another part is %s, then %d says so and when to come back, and no more',
  async (name, status, kind) => {
    const { headers, body, text, status: given } = await ask(name);
    expect(given).toBe(status);
    expect(headers['retry-after']).toBe('1');
    expect(body).toMatchObject({ type: `urn:quartet:problem:${kind}`, status });
    expect(text).not.toContain('ECONNREFUSED');
    expect(logged(headers['x-request-id'])).toHaveLength(1);
  },
);

test('When another service gave a bad answer, then the title does not call it away', async () => {
  expect((await ask('odd')).body).toMatchObject({ title: 'The float service gave a bad answer' });
});

test('When another service refused the call, then its own words and status are passed on', async () => {
  const { status, body } = await ask('refused');
  expect(status).toBe(422);
  expect(body).toMatchObject({
    detail: 'min is above max.',
    errors: [{ parameter: 'min', detail: 'min is above max' }],
  });
});

test('When half an answer is out, then the connection is cut, so that nobody takes it for a whole', async () => {
  const { url, close } = await listen(app);
  const answer = await new Promise<IncomingMessage>((resolve) => get(`${url}/half`, resolve));
  answer.on('error', () => undefined).resume();
  await until(() => answer.closed);
  expect(answer.complete).toBe(false);
  expect(
    lines.some(
      ({ msg, level }) => level === 'error' && msg === 'Something went wrong here; it has been logged.',
    ),
  ).toBe(true);
  await close();
});
