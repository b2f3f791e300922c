import { hostname } from 'node:os';
import request from 'supertest';
import { type HealthCheck, operations } from '../src';
import { appWith, silentKit } from './apps';

const up = (name: string, required: boolean): HealthCheck => ({
  name,
  required,
  check: () => Promise.resolve(),
});
const down = (name: string, required: boolean): HealthCheck => ({
  name,
  required,
  check: () => Promise.reject(new Error('it is down')),
});

function appOf(checks: HealthCheck[], kit = silentKit()) {
  return appWith((router) => router.use(operations(kit, checks, {})), kit);
}

test('/health/live returns 200 without checking dependencies', async () => {
  let checks = 0;
  const check = () => {
    checks++;
    return Promise.reject(new Error('it is down'));
  };
  const { status, body } = await request(appOf([{ name: 'database', required: true, check }])).get(
    '/health/live',
  );
  expect(status).toBe(200);
  expect(body).toEqual({ status: 'live' });
  expect(checks).toBe(0);
});

test('A service is ready when all dependencies are up', async () => {
  const { status, body } = await request(appOf([up('database', true), up('cache', false)])).get(
    '/health/ready',
  );
  expect(status).toBe(200);
  expect(body).toEqual({
    status: 'ready',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    revision: 'unknown',
    replica: hostname(),
    dependencies: [
      { name: 'database', required: true, state: 'up' },
      { name: 'cache', required: false, state: 'up' },
    ],
  });
});

test('A service is not ready when a required dependency is down, and reports the reason', async () => {
  const { status, body } = await request(appOf([down('database', true), up('cache', false)])).get(
    '/health/ready',
  );
  expect(status).toBe(503);
  expect(body).toMatchObject({
    status: 'not ready',
    dependencies: [{ name: 'database', state: 'down', reason: 'it is down' }, { state: 'up' }],
  });
});

test('A service is ready when a dependency that is not required is down', async () => {
  const { status, body } = await request(appOf([down('float', false)])).get('/health/ready');
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: 'ready', dependencies: [{ state: 'down', reason: 'it is down' }] });
});

test('A dependency is down when its check throws synchronously', async () => {
  const check = () => {
    throw new Error('it is broken');
  };
  const { body } = await request(appOf([{ name: 'database', required: true, check }])).get('/health/ready');
  expect(body).toMatchObject({ status: 'not ready', dependencies: [{ reason: 'it is broken' }] });
});

test('Hanging checks time out together', async () => {
  const check = () => new Promise<void>(() => undefined);
  const hanging = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => ({ name, required: false, check }));
  const start = performance.now();
  const { status, body } = await request(appOf([...hanging, up('database', true)])).get('/health/ready');
  expect(performance.now() - start).toBeLessThan(hanging.length * 1_000);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    dependencies: [
      ...hanging.map(() => ({ state: 'down', reason: 'no answer within 1000 ms' })),
      { state: 'up' },
    ],
  });
});

test('A stopping service is alive but not ready, without checking dependencies', async () => {
  const kit = silentKit();
  kit.lifecycle.stopping = true;
  let checks = 0;
  const check = () => {
    checks++;
    return Promise.resolve();
  };
  const app = appOf([{ name: 'database', required: true, check }], kit);
  expect((await request(app).get('/health/live')).status).toBe(200);
  const { status, body } = await request(app).get('/health/ready');
  expect(status).toBe(503);
  expect(body).toMatchObject({ status: 'stopping', dependencies: [] });
  expect(checks).toBe(0);
});

test('A service that starts to stop during the checks is not ready', async () => {
  const kit = silentKit();
  const check = () => {
    kit.lifecycle.stopping = true;
    return Promise.resolve();
  };
  const { body } = await request(appOf([{ name: 'database', required: true, check }], kit)).get(
    '/health/ready',
  );
  expect(body).toMatchObject({ status: 'stopping' });
});
