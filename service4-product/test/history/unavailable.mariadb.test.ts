import type { Express } from 'express';
import request from 'supertest';
import { settingsOf } from '../../../test/support/database';
import { Mariadb } from '../../../test/support/mariadb';
import { productAppOver } from '../../../test/support/quartet';
import { openTestRepository } from '../../../test/support/repository';
import { waitUntil } from '../../../test/support/wait-until';
import type { Repository } from '../../src/repository/open';
import { checkCounts } from '../../src/repository/recount';

const TIMEOUT_MS = 400;

describe('The product service and an unavailable database', () => {
  let mariadb: Mariadb;
  let repository: Repository;
  let app: Express;
  beforeAll(async () => {
    mariadb = await Mariadb.start();
    await mariadb.run('create database quartet');
  });
  afterAll(() => mariadb.remove());
  beforeEach(() => start());
  afterEach(async () => {
    expect(await checkCounts(repository.db())).toEqual([]);
    await repository.close();
    await mariadb.run('drop database quartet');
    await mariadb.run('create database quartet');
  });

  async function start(capacity = 10_000): Promise<void> {
    const options = { timeoutMs: TIMEOUT_MS, capacity };
    repository = await openTestRepository(settingsOf(mariadb.url('quartet'), TIMEOUT_MS), options);
    ({ app } = await productAppOver(repository));
  }

  const drawRequest = { rule: 'attack', number: 1, float: 4.42, seed: 'quartet' };
  const draw = () => request(app).post('/product').send(drawRequest);
  const ready = async () => (await request(app).get('/health/ready')).status;
  const isRecorded = async (id: string) => (await request(app).get(`/objects/${id}`)).status === 200;

  async function drawUnrecorded(): Promise<string> {
    const { status, body } = await draw();
    expect(status).toBe(503);
    expect(body).toMatchObject({
      type: 'urn:quartet:problem:database-unavailable',
      title: 'The database is unavailable',
      queued: true,
      object: {
        text: 'Your attack HIT and did 4.42',
        seed: 'quartet',
        index: 0,
        verified: true,
        recorded: false,
      },
    });
    return (body as { object: { id: string } }).object.id;
  }

  test('Objects are drawn while the server is down, and recorded when it is back', async () => {
    await mariadb.end('SIGKILL');
    const id = await drawUnrecorded();
    expect(await drawUnrecorded()).toBe(id);
    const { body } = await request(app).get('/health/ready');
    expect(JSON.stringify(body)).toMatch(/cannot be reached\. Reason: .*(ECONNREFUSED|ENOENT|lost)/);
    await request(app).get(`/objects/${id}`).expect(503);
    expect(await ready()).toBe(200);
    expect(repository.objects.waiting).toBe(1);
    await mariadb.resume();
    await waitUntil(() => isRecorded(id));
    await waitUntil(() => repository.objects.waiting === 0);
    await draw().expect(200);
  });

  test('Requests end in time while the server hangs, and objects are recorded afterwards', async () => {
    await draw().expect(201);
    await mariadb.freeze();
    const start = performance.now();
    const id = await drawUnrecorded();
    await Promise.all([
      request(app).get('/objects').expect(503),
      request(app).get('/rules/attack').expect(200),
      request(app).get('/health/live').expect(200),
    ]);
    // Several deadlines, for a busy machine; without deadlines the requests would never end.
    expect(performance.now() - start).toBeLessThan(10 * TIMEOUT_MS);
    mariadb.thaw();
    await waitUntil(() => isRecorded(id));
  });

  test('Rules are served without counts while the server is down', async () => {
    await mariadb.end('SIGKILL');
    const { body } = await request(app).get('/rules/attack').expect(200);
    expect(body).toMatchObject({ drawn: null, recorded: null, outcomes: [{ observed: null }, {}, {}] });
    const { text } = await request(app).get('/rules/attack').set('Accept', 'text/plain').expect(200);
    expect(text).toMatch(/MISSED +1\/3 +33\.33 % +\?/);
    await mariadb.resume();
    await waitUntil(async () => (await request(app).get('/rules/attack')).body.drawn === 0);
  });

  test('A batch is drawn while the server is down, and reports each object as not recorded', async () => {
    await mariadb.end('SIGKILL');
    const objects = [drawRequest, { number: 1, float: 4.42 }];
    const { body } = await request(app).post('/products').send({ objects }).expect(503);
    expect(body).toMatchObject({
      queued: true,
      results: [
        { status: 503, object: { recorded: false, text: 'Your attack HIT and did 4.42' } },
        { status: 200, object: { verified: false } },
      ],
    });
    await mariadb.resume();
    await waitUntil(() => repository.objects.waiting === 0);
  });

  test('An object beyond the capacity of the queue is reported as not queued', async () => {
    await repository.close();
    await start(0);
    await mariadb.end('SIGKILL');
    const { body } = await draw().expect(503);
    expect(body).toMatchObject({ queued: false, object: { recorded: false } });
    expect((body as { detail: string }).detail).toMatch(
      /the object will not be recorded\. Draw again later\.$/,
    );
    await mariadb.resume();
    await waitUntil(async () => (await draw()).status === 201);
  });

  test('The service is live but not ready, and draws objects, when the server is down at the start', async () => {
    await repository.close();
    await mariadb.end('SIGKILL');
    await start();
    expect(await ready()).toBe(503);
    await request(app).get('/health/live').expect(200);
    const id = await drawUnrecorded();
    await mariadb.resume();
    await waitUntil(async () => (await ready()) === 200);
    await waitUntil(() => isRecorded(id));
    // The rules of the object are stored too.
    const { version } = (await request(app).get('/rules/attack')).body as { version: string };
    expect(await repository.ruleStore.find('attack', version)).toBeDefined();
  });

  test('The service records the queued objects when it stops', async () => {
    await mariadb.end('SIGKILL');
    const id = await drawUnrecorded();
    await mariadb.resume();
    await repository.close();
    await start();
    expect(await isRecorded(id)).toBe(true);
  });
});
