import { hostname } from 'node:os';
import request from 'supertest';
import { type HealthCheck, operations } from '../src';
import { appWith, quietKit } from './apps';

const up = (name: string, required: boolean): HealthCheck => ({
  name,
  required,
  check: () => Promise.resolve(),
});
const down = (name: string, required: boolean): HealthCheck => ({
  name,
  required,
  check: () => Promise.reject(new Error('it is away')),
});

function appOf(checks: HealthCheck[], kit = quietKit()) {
  return appWith((router) => router.use(operations(kit, checks, {})), kit);
}

test('When a dependency is away, then the service is alive all the same, and does not even look', async () => {
  let looks = 0;
  const check = () => {
    looks++;
    return Promise.reject(new Error('it is away'));
  };
  const { status, body } = await request(appOf([{ name: 'database', required: true, check }])).get(
    '/health/live',
  );
  expect(status).toBe(200);
  expect(body).toEqual({ status: 'live' });
  expect(looks).toBe(0);
});

test('When all dependencies work, then the service is ready and says so of each', async () => {
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

test('When a required dependency is away, then the service is not ready and says why', async () => {
  const { status, body } = await request(appOf([down('database', true), up('cache', false)])).get(
    '/health/ready',
  );
  expect(status).toBe(503);
  expect(body).toMatchObject({
    status: 'not ready',
    dependencies: [{ name: 'database', state: 'down', reason: 'it is away' }, { state: 'up' }],
  });
});

test('When a dependency that is not required is away, then the service is ready all the same', async () => {
  const { status, body } = await request(appOf([down('float', false)])).get('/health/ready');
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: 'ready', dependencies: [{ state: 'down', reason: 'it is away' }] });
});

test('When a check throws at once, then its dependency is away', async () => {
  const check = () => {
    throw new Error('it is broken');
  };
  const { body } = await request(appOf([{ name: 'database', required: true, check }])).get('/health/ready');
  expect(body).toMatchObject({ status: 'not ready', dependencies: [{ reason: 'it is broken' }] });
});

test('When checks hang, then all end together at their deadline', async () => {
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

test('When the service is stopping, then it is alive, but no longer ready, whatever its dependencies', async () => {
  const kit = quietKit();
  kit.lifecycle.stopping = true;
  let looks = 0;
  const check = () => {
    looks++;
    return Promise.resolve();
  };
  const app = appOf([{ name: 'database', required: true, check }], kit);
  expect((await request(app).get('/health/live')).status).toBe(200);
  const { status, body } = await request(app).get('/health/ready');
  expect(status).toBe(503);
  expect(body).toMatchObject({ status: 'stopping', dependencies: [] });
  expect(looks).toBe(0);
});

test('When the service is told to stop while it looks, then it is no longer ready', async () => {
  const kit = quietKit();
  const check = () => {
    kit.lifecycle.stopping = true;
    return Promise.resolve();
  };
  const { body } = await request(appOf([{ name: 'database', required: true, check }], kit)).get(
    '/health/ready',
  );
  expect(body).toMatchObject({ status: 'stopping' });
});
