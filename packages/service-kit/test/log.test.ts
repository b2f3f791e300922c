import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import request from 'supertest';
import { contextFrom, endpoint } from '../src';
import { appWith, listeningKit, until } from './apps';
import { LOAD_TYPESCRIPT } from './fixture';

/** This machine, as the socket of a test has it. */
const LOOPBACK = /^(::ffff:)?127\.0\.0\.1$|^::1$/;

/** What a process leaves on its standard output that logs and ends at once. */
function printed(): Record<string, unknown>[] {
  const script = `
    const log = require(${JSON.stringify(join(__dirname, '..', 'src', 'log'))}).createLogger('float', 'info');
    log.debug('looked at closely');
    log.info({ url: 'http://x', text: 'two\\nlines' }, 'listening');
    log.error({ err: new Error('it broke') }, 'last words');
    process.exit(1);`;
  const { stdout } = spawnSync(process.execPath, [...LOAD_TYPESCRIPT, '-e', script], { encoding: 'utf8' });
  const lines = stdout.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('Each entry is a line of JSON with level, time and service, and the last before the end is not lost', () => {
  const lines = printed();
  expect(lines).toMatchObject([
    { level: 'info', service: 'float', msg: 'listening', url: 'http://x', text: 'two\nlines' },
    { level: 'error', service: 'float', msg: 'last words', err: { message: 'it broke' } },
  ]);
  expect(lines[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

describe('When a request has been answered', () => {
  const { kit, lines: logged } = listeningKit();
  const app = appWith((router) => {
    endpoint(router, '/fine/:name', {
      GET: (_req, res) => {
        res.json({});
      },
    });
    endpoint(router, '/health/live', {
      GET: (_req, res) => {
        res.json({});
      },
    });
    endpoint(router, '/broken', {
      GET: () => {
        throw new Error('it broke');
      },
    });
  }, kit);

  const lineOf = async (path: string) => {
    const { requestId, traceparent } = contextFrom();
    await request(app).get(path).set({ 'X-Request-Id': requestId, traceparent });
    const found = () => logged.find((line) => line.msg === 'request' && line.requestId === requestId);
    await until(() => found() !== undefined);
    return found();
  };

  test('then a line tells its ids, method, address, status and duration', async () => {
    expect(await lineOf('/fine/7?a=b')).toEqual({
      level: 'info',
      time: expect.anything(),
      pid: process.pid,
      hostname: expect.anything(),
      requestId: expect.anything(),
      traceparent: expect.stringMatching(/^00-/),
      method: 'GET',
      url: '/fine/7?a=b',
      client: expect.stringMatching(LOOPBACK),
      status: 200,
      durationMs: expect.any(Number),
      msg: 'request',
    });
  });

  test('then its line tells the status, and health checks are quiet', async () => {
    expect(await lineOf('/broken')).toMatchObject({ level: 'info', status: 500 });
    expect(await lineOf('/nowhere')).toMatchObject({ level: 'info', status: 404 });
    expect(await lineOf('/health/live')).toMatchObject({ level: 'debug', status: 200 });
  });
});

describe('When a request came through a balancer', () => {
  const header = '203.0.113.9, 192.0.2.1';
  const clientOf = async (...trustProxy: string[]) => {
    const { kit, lines } = listeningKit();
    await request(appWith(() => undefined, { ...kit, trustProxy }))
      .get('/')
      .set('X-Forwarded-For', header);
    await until(() => lines.length > 0);
    return lines[0]?.client;
  };

  test('then nobody’s word is taken for where it came from, unless told otherwise', async () => {
    expect(await clientOf()).toMatch(LOOPBACK);
    expect(await clientOf('192.0.2.1')).toMatch(LOOPBACK);
  });

  test('then the line tells the address that it is trusted to tell, and not what its client claims', async () => {
    expect(await clientOf('loopback')).toBe('192.0.2.1');
    expect(await clientOf('loopback', '192.0.2.0/24')).toBe('203.0.113.9');
  });
});
