import type { Express } from 'express';
import request from 'supertest';
import { createKit, endpoint, type Kit, operations } from '../src';
import { appWith, refusal, waitUntil } from './apps';

const LONG_MS = 300;

const kitWith = (DRILLS: 'off' | 'on') => createKit('test', __dirname, { LOG_LEVEL: 'silent', DRILLS });

const drilledApp = (kit: Kit) =>
  appWith((router) => {
    router.use(operations(kit, [], {}));
    endpoint(router, '/quick', {
      GET: (_req, res) => {
        res.json({ done: true });
      },
    });
  }, kit);

const drill = (app: Express, body: object) => request(app).post('/drills').send(body);

describe('A service with drills', () => {
  const app = drilledApp(kitWith('on'));
  afterEach(() => request(app).delete('/drills').expect(204));

  test('lists the running drill until it is ended', async () => {
    await request(app).get('/drills').expect(200, { drills: [] });
    const errors = { kind: 'errors', seconds: 60, milliseconds: 1_000, share: 1 };
    await drill(app, { kind: 'errors', seconds: 60 }).expect(201, errors);
    await request(app)
      .get('/drills')
      .expect(200, { drills: [errors] });
    await request(app).delete('/drills').expect(204);
    await request(app).get('/drills').expect(200, { drills: [] });
    await request(app).get('/quick').expect(200);
  });

  test('fails requests with 500, but not its liveness and metrics', async () => {
    await drill(app, { kind: 'errors', seconds: 60 });
    await request(app).get('/quick').expect(500);
    await request(app).get('/health/ready').expect(500);
    await request(app).get('/health/live').expect(200);
    await request(app).get('/metrics').expect(200);
  });

  test('fails the given share of requests', async () => {
    await drill(app, { kind: 'errors', seconds: 60, share: 0.5 });
    const statuses = new Set<number>();
    await waitUntil(async () => statuses.add((await request(app).get('/quick')).status).size === 2);
    expect([...statuses].sort()).toEqual([200, 500]);
    await drill(app, { kind: 'errors', seconds: 60, share: 0 });
    await request(app).get('/quick').expect(200);
  });

  test('delays requests', async () => {
    await drill(app, { kind: 'delay', seconds: 60, milliseconds: LONG_MS });
    const start = performance.now();
    await request(app).get('/quick').expect(200);
    expect(performance.now() - start).toBeGreaterThan(LONG_MS - 5);
  });

  test('holds requests until the drill ends', async () => {
    await drill(app, { kind: 'hang', seconds: 60 });
    let isDone = false;
    const held = request(app)
      .get('/quick')
      .expect(200)
      .then(() => (isDone = true));
    await request(app).get('/health/live').expect(200);
    expect(isDone).toBe(false);
    await request(app).delete('/drills');
    await held;
  });

  test('ends a drill when its time is over', async () => {
    await drill(app, { kind: 'hang', seconds: 1 });
    await request(app).get('/quick').expect(200);
    await request(app).get('/drills').expect(200, { drills: [] });
  });

  test.each([
    [{ kind: 'flood', seconds: 1 }, 'kind` must be delay, errors, hang or crash, got `flood`.'],
    [{ kind: 'database', seconds: 1 }, 'kind` must be delay, errors, hang or crash, got `database`.'],
    [{ kind: 'delay' }, 'seconds` is required.'],
    [{ kind: 'delay', seconds: 301 }, 'seconds` must be at most 300, got `301`.'],
    [{ kind: 'delay', seconds: 1, share: 2 }, 'share` must be at most 1, got `2`.'],
  ])('refuses %j', async (body, problem) => {
    expect((await refusal(drill(app, body))).detail).toBe(`\`${problem}`);
    await request(app).get('/drills').expect(200, { drills: [] });
  });

  test.each(['get', 'post', 'delete', 'put'] as const)('hides %s from clients outside', async (method) => {
    await request(app)[method]('/drills').set('X-Forwarded-For', '192.0.2.1').expect(404);
  });
});

test('A service without drills has no such endpoint', async () => {
  const app = drilledApp(kitWith('off'));
  await request(app).get('/drills').expect(404);
  await drill(app, { kind: 'errors', seconds: 60 }).expect(404);
  await request(app).get('/quick').expect(200);
});

test('A database drill fails the calls of the database until it ends', async () => {
  const kit = kitWith('on');
  const beforeCall = kit.drills!.offerDatabase();
  const app = drilledApp(kit);
  expect(beforeCall).not.toThrow();
  expect(await refusal(drill(app, { kind: 'database', seconds: 60, share: 0.5 }))).toEqual({
    status: 422,
    detail: '`share` must be 1 for a drill of the database.',
  });
  await drill(app, { kind: 'database', seconds: 60 }).expect(201);
  expect(beforeCall).toThrow('a drill makes the database unavailable');
  await request(app).get('/quick').expect(200);
  await request(app).delete('/drills').expect(204);
  expect(beforeCall).not.toThrow();
});
