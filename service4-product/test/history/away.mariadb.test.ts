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

describe('With a database server of its own', () => {
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

  const draw = { rule: 'attack', number: 1, float: 4.42, seed: 'quartet' };
  const make = () => request(app).post('/product').send(draw);
  const ready = async () => (await request(app).get('/health/ready')).status;
  const isRecorded = async (id: string) => (await request(app).get(`/objects/${id}`)).status === 200;

  async function isMadeUnrecorded(): Promise<string> {
    const { status, body } = await make();
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

  test('When it is killed, objects are made all the same, and recorded once it is back', async () => {
    await mariadb.end('SIGKILL');
    const id = await isMadeUnrecorded();
    expect(await isMadeUnrecorded()).toBe(id);
    const { body } = await request(app).get('/health/ready');
    expect(JSON.stringify(body)).toMatch(/cannot be reached\. Reason: .*(ECONNREFUSED|ENOENT|lost)/);
    await request(app).get(`/objects/${id}`).expect(503);
    expect(await ready()).toBe(200);
    expect(repository.objects.waiting).toBe(1);
    await mariadb.resume();
    await waitUntil(() => isRecorded(id));
    await waitUntil(() => repository.objects.waiting === 0);
    await make().expect(200);
  });

  test('When it hangs, no request does, and what it was given is recorded once it goes on', async () => {
    await make().expect(201);
    await mariadb.freeze();
    const start = performance.now();
    const id = await isMadeUnrecorded();
    await Promise.all([
      request(app).get('/objects').expect(503),
      request(app).get('/rules/attack').expect(200),
      request(app).get('/health/live').expect(200),
    ]);
    // Several times the deadline, for a busy machine; hanging would be for ever.
    expect(performance.now() - start).toBeLessThan(10 * TIMEOUT_MS);
    mariadb.thaw();
    await waitUntil(() => isRecorded(id));
  });

  test('While it is away, rules are told without knowing how often they were drawn', async () => {
    await mariadb.end('SIGKILL');
    const { body } = await request(app).get('/rules/attack').expect(200);
    expect(body).toMatchObject({ drawn: null, recorded: null, outcomes: [{ observed: null }, {}, {}] });
    const { text } = await request(app).get('/rules/attack').set('Accept', 'text/plain').expect(200);
    expect(text).toMatch(/MISSED +1\/3 +33\.33 % +\?/);
    await mariadb.resume();
    await waitUntil(async () => (await request(app).get('/rules/attack')).body.drawn === 0);
  });

  test('While it is away, a batch is made too, and says of each object that it is not recorded', async () => {
    await mariadb.end('SIGKILL');
    const objects = [draw, { number: 1, float: 4.42 }];
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

  test('More than the queue holds is refused, and nothing pretends that it will be recorded', async () => {
    await repository.close();
    await start(0);
    await mariadb.end('SIGKILL');
    const { body } = await make().expect(503);
    expect(body).toMatchObject({ queued: false, object: { recorded: false } });
    expect((body as { detail: string }).detail).toMatch(/is not recorded\. Draw it again later\.$/);
    await mariadb.resume();
    await waitUntil(async () => (await make()).status === 201);
  });

  test('When it is away at the start, the service is alive, not ready, makes objects, and records once it is there', async () => {
    await repository.close();
    await mariadb.end('SIGKILL');
    await start();
    expect(await ready()).toBe(503);
    await request(app).get('/health/live').expect(200);
    const id = await isMadeUnrecorded();
    await mariadb.resume();
    await waitUntil(async () => (await ready()) === 200);
    await waitUntil(() => isRecorded(id));
    // The rules by which it was made are kept as well.
    const { version } = (await request(app).get('/rules/attack')).body as { version: string };
    expect(await repository.ruleStore.find('attack', version)).toBeDefined();
  });

  test('Stopping records what still waits', async () => {
    await mariadb.end('SIGKILL');
    const id = await isMadeUnrecorded();
    await mariadb.resume();
    await repository.close();
    await start();
    expect(await isRecorded(id)).toBe(true);
  });
});
