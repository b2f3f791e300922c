import { get } from 'node:http';
import request from 'supertest';
import { until } from './apps';
import { killFixtures, listeningFixture, refuses } from './fixture';

afterAll(killFixtures);

/** Long enough that no test sees its end. */
const LONG = '600000';

/** A request that the fixture answers when a byte comes on its standard input. */
const held = (url: string) =>
  new Promise<{ status: number | undefined; whole: boolean }>((resolve, reject) => {
    get(`${url}/held`, (res) => {
      res.resume().once('close', () => {
        resolve({ status: res.statusCode, whole: res.complete });
      });
    }).once('error', reject);
  });

test('When asked to stop, then it is not ready at once, serves on, and ends at once when asked again', async () => {
  const { child, url, logged, ended } = await listeningFixture({ DRAIN_MS: LONG });
  expect((await request(url).get('/health/ready')).status).toBe(200);
  child.kill('SIGTERM');
  expect(await logged('stopping')).toMatchObject({ signal: 'SIGTERM', drainMs: 600_000 });
  const ready = await request(url).get('/health/ready');
  expect([ready.status, ready.body]).toMatchObject([503, { status: 'stopping' }]);
  const quick = await request(url).get('/quick').set('Connection', 'keep-alive');
  expect([quick.status, quick.headers.connection]).toEqual([200, 'close']);
  child.kill('SIGINT');
  expect(await ended).toEqual({ code: 1, stderr: '' });
});

test('When asked to stop by Ctrl-C, then it accepts no more, finishes what is in flight, and ends with 0', async () => {
  const { child, url, log, logged, ended } = await listeningFixture({ DRAIN_MS: '0' });
  const answer = held(url);
  await logged('held');
  child.kill('SIGINT');
  await until(() => refuses(url));
  child.stdin!.write('\n');
  expect(await answer).toEqual({ status: 200, whole: true });
  expect(await ended).toEqual({ code: 0, stderr: '' });
  expect(log.at(-1)).toMatchObject({ msg: 'stopped' });
});

test('When a request does not end, then it is cut after the time allowed, and the service ends with 0', async () => {
  const { child, url, logged, ended } = await listeningFixture({ DRAIN_MS: '0', SHUTDOWN_TIMEOUT_MS: '250' });
  const answer = held(url);
  const cut = expect(answer).rejects.toThrow('socket hang up');
  await logged('held');
  child.kill('SIGTERM');
  await cut;
  expect(await ended).toEqual({ code: 0, stderr: '' });
});

test('When its parent is gone, then it stops by itself', async () => {
  const { child, logged, ended } = await listeningFixture({ DRAIN_MS: '0' });
  child.disconnect();
  await logged('stopping');
  expect(await ended).toEqual({ code: 0, stderr: '' });
});

test('When its parent goes while it is stopping, then that does not hurry it: what is in flight is finished', async () => {
  const { child, url, logged, ended } = await listeningFixture({ DRAIN_MS: '0' });
  const answer = held(url);
  await logged('held');
  child.kill('SIGTERM');
  await logged('stopping');
  child.disconnect();
  await logged('parent gone');
  child.stdin!.write('\n');
  expect(await answer).toEqual({ status: 200, whole: true });
  expect(await ended).toEqual({ code: 0, stderr: '' });
});

test('When something cannot be closed, then the log tells why, and the service ends with 1', async () => {
  const { child, logged, ended } = await listeningFixture({ DRAIN_MS: '0', CLOSING: 'fails' });
  child.kill('SIGTERM');
  expect(await logged('closing failed')).toMatchObject({ level: 'error', err: { message: 'it is stuck' } });
  expect(await ended).toEqual({ code: 1, stderr: '' });
});

test('When closing hangs, then the log tells after the time allowed, and the service ends with 1', async () => {
  const { child, logged, ended } = await listeningFixture({
    DRAIN_MS: '0',
    SHUTDOWN_TIMEOUT_MS: '250',
    CLOSING: 'hangs',
  });
  child.kill('SIGTERM');
  expect(await logged('closing failed')).toMatchObject({ err: { message: 'not closed within 250 ms' } });
  expect(await ended).toEqual({ code: 1, stderr: '' });
});

test('When half an answer fails, then the log tells it as JSON, and nothing is printed beside it', async () => {
  const { child, url, logged, ended } = await listeningFixture({ DRAIN_MS: '0' });
  await expect(request(url).get('/half')).rejects.toThrow(/aborted|hang up/);
  expect(await logged('Something went wrong here; it has been logged.')).toMatchObject({
    err: { message: 'no other half' },
  });
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0, stderr: '' });
});
