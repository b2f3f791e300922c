import { get } from 'node:http';
import request from 'supertest';
import { waitUntil } from './apps';
import { killFixtures, listeningFixture, isRefused } from './fixture';

afterAll(killFixtures);

/** Longer than any test, in milliseconds. */
const LONG_MS = '600000';

/** Sends a request that the fixture answers when a byte arrives on its standard input. */
const heldRequest = (url: string) =>
  new Promise<{ status: number | undefined; complete: boolean }>((resolve, reject) => {
    get(`${url}/held`, (res) => {
      res.resume().once('close', () => {
        resolve({ status: res.statusCode, complete: res.complete });
      });
    }).once('error', reject);
  });

test('A draining service is not ready, continues to serve, and exits at once on a second signal', async () => {
  const { child, url, waitForLog, ended } = await listeningFixture({ DRAIN_MS: LONG_MS });
  expect((await request(url).get('/health/ready')).status).toBe(200);
  child.kill('SIGTERM');
  expect(await waitForLog('Stopping')).toMatchObject({ signal: 'SIGTERM', drainMs: 600_000 });
  const ready = await request(url).get('/health/ready');
  expect([ready.status, ready.body]).toMatchObject([503, { status: 'stopping' }]);
  const quick = await request(url).get('/quick').set('Connection', 'keep-alive');
  expect([quick.status, quick.headers.connection]).toEqual([200, 'close']);
  child.kill('SIGINT');
  expect(await ended).toEqual({ code: 1, stderr: '' });
});

test('SIGINT refuses new connections, finishes the requests in flight, and exits with 0', async () => {
  const { child, url, log, waitForLog, ended } = await listeningFixture({ DRAIN_MS: '0' });
  const answer = heldRequest(url);
  await waitForLog('Request held');
  child.kill('SIGINT');
  await waitUntil(() => isRefused(url));
  child.stdin!.write('\n');
  expect(await answer).toEqual({ status: 200, complete: true });
  expect(await ended).toEqual({ code: 0, stderr: '' });
  expect(log.at(-1)).toMatchObject({ msg: 'Stopped' });
});

test('A request in flight is aborted after the shutdown timeout, and the service exits with 0', async () => {
  const { child, url, waitForLog, ended } = await listeningFixture({
    DRAIN_MS: '0',
    SHUTDOWN_TIMEOUT_MS: '250',
  });
  const answer = heldRequest(url);
  const aborted = expect(answer).rejects.toThrow('socket hang up');
  await waitForLog('Request held');
  child.kill('SIGTERM');
  await aborted;
  expect(await ended).toEqual({ code: 0, stderr: '' });
});

test('A service stops when its parent disconnects', async () => {
  const { child, waitForLog, ended } = await listeningFixture({ DRAIN_MS: '0' });
  child.disconnect();
  await waitForLog('Stopping');
  expect(await ended).toEqual({ code: 0, stderr: '' });
});

test('A stopping service finishes the requests in flight when its parent disconnects', async () => {
  const { child, url, waitForLog, ended } = await listeningFixture({ DRAIN_MS: '0' });
  const answer = heldRequest(url);
  await waitForLog('Request held');
  child.kill('SIGTERM');
  await waitForLog('Stopping');
  child.disconnect();
  await waitForLog('Parent disconnected');
  child.stdin!.write('\n');
  expect(await answer).toEqual({ status: 200, complete: true });
  expect(await ended).toEqual({ code: 0, stderr: '' });
});

test('A failing close is logged, and the service exits with 1', async () => {
  const { child, waitForLog, ended } = await listeningFixture({ DRAIN_MS: '0', CLOSING: 'fails' });
  child.kill('SIGTERM');
  expect(await waitForLog('Closing failed')).toMatchObject({
    level: 'error',
    err: { message: 'it is stuck' },
  });
  expect(await ended).toEqual({ code: 1, stderr: '' });
});

test('A hanging close is logged after the shutdown timeout, and the service exits with 1', async () => {
  const { child, waitForLog, ended } = await listeningFixture({
    DRAIN_MS: '0',
    SHUTDOWN_TIMEOUT_MS: '250',
    CLOSING: 'hangs',
  });
  child.kill('SIGTERM');
  expect(await waitForLog('Closing failed')).toMatchObject({ err: { message: 'not closed within 250 ms' } });
  expect(await ended).toEqual({ code: 1, stderr: '' });
});

test('An error in the middle of a response is logged as JSON, with nothing on standard error', async () => {
  const { child, url, waitForLog, ended } = await listeningFixture({ DRAIN_MS: '0' });
  await expect(request(url).get('/half')).rejects.toThrow(/aborted|hang up/);
  expect(await waitForLog('An unexpected error occurred. The server has logged it.')).toMatchObject({
    err: { message: 'no second half' },
  });
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0, stderr: '' });
});
