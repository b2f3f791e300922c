import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import request from 'supertest';
import { contextFrom, endpoint } from '../src';
import { appWith, recordingKit, waitUntil } from './apps';
import { LOAD_TYPESCRIPT } from './fixture';

/** The address of a local client, over IPv4 or IPv6. */
const LOOPBACK = /^(::ffff:)?127\.0\.0\.1$|^::1$/;

/** Runs a process that logs and exits at once. Returns its log entries. */
function logOfProcess(): Record<string, unknown>[] {
  const script = `
    const log = require(${JSON.stringify(join(__dirname, '..', 'src', 'observability', 'log'))}).createLogger('float', 'info');
    log.debug('details');
    log.info({ url: 'http://x', text: 'two\\nlines' }, 'Listening');
    log.error({ err: new Error('it broke') }, 'last entry');
    process.exit(1);`;
  const { stdout } = spawnSync(process.execPath, [...LOAD_TYPESCRIPT, '-e', script], { encoding: 'utf8' });
  const lines = stdout.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('Each entry is a line of JSON with level, time and service, and the last one before an exit is not lost', () => {
  const lines = logOfProcess();
  expect(lines).toMatchObject([
    { level: 'info', service: 'float', msg: 'Listening', url: 'http://x', text: 'two\nlines' },
    { level: 'error', service: 'float', msg: 'last entry', err: { message: 'it broke' } },
  ]);
  expect(lines[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

describe('The log entry of a request', () => {
  const { kit, lines } = recordingKit();
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
    const found = () => lines.find((line) => line.msg === 'request' && line.requestId === requestId);
    await waitUntil(() => found() !== undefined);
    return found();
  };

  test('has its ids, method, URL, client, status and duration', async () => {
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

  test('has level info whatever the status, and level debug for health checks', async () => {
    expect(await lineOf('/broken')).toMatchObject({ level: 'info', status: 500 });
    expect(await lineOf('/nowhere')).toMatchObject({ level: 'info', status: 404 });
    expect(await lineOf('/health/live')).toMatchObject({ level: 'debug', status: 200 });
  });
});

describe('The client address of a request through a load balancer', () => {
  const header = '203.0.113.9, 192.0.2.1';
  const clientOf = async (...trustProxy: string[]) => {
    const { kit, lines } = recordingKit();
    await request(appWith(() => undefined, { ...kit, trustProxy }))
      .get('/')
      .set('X-Forwarded-For', header);
    await waitUntil(() => lines.length > 0);
    return lines[0]?.client;
  };

  test('is that of the load balancer unless the load balancer is trusted', async () => {
    expect(await clientOf()).toMatch(LOOPBACK);
    expect(await clientOf('192.0.2.1')).toMatch(LOOPBACK);
  });

  test('is the last address in X-Forwarded-For that no trusted proxy has', async () => {
    expect(await clientOf('loopback')).toBe('192.0.2.1');
    expect(await clientOf('loopback', '192.0.2.0/24')).toBe('203.0.113.9');
  });
});
