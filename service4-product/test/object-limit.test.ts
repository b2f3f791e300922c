import request from 'supertest';
import { createApp } from '../src/app';
import { createKit } from '@quartet/service-kit';
import { join } from 'node:path';
import { testDatabase } from '../../test/support/database';
import { openTestRepository } from '../../test/support/repository';
import { Rulebook } from '../src/rules/book/rulebook';
import { checkHere } from '../../test/support/check-here';

const SRC = join(__dirname, '..', 'src');
const RULES = join(__dirname, '..', 'rules');
/** An object without a seed, which needs no database. */
const OBJECT = { number: 1, float: 7.21 };

describe('The limit of objects per client', () => {
  async function startApp() {
    const database = await testDatabase();
    const repository = await openTestRepository(database.settings);
    const kit = createKit('product', SRC, { LOG_LEVEL: 'silent', TRUST_PROXY: ['loopback'] });
    const rulebook = await Rulebook.open(RULES, repository.ruleStore, kit.log, checkHere);
    const app = createApp(kit, { rulebook, repository, now: Date.now, objectsPerHour: 10 });
    const remove = async () => {
      await repository.close();
      await database.remove();
    };
    return { app, remove };
  }
  let started: Awaited<ReturnType<typeof startApp>>;
  beforeEach(async () => {
    started = await startApp();
  });
  afterEach(() => started.remove());

  const sendOne = (client?: string) => {
    const sent = request(started.app).post('/product').send(OBJECT);
    return client === undefined ? sent : sent.set('X-Forwarded-For', client);
  };
  const sendMany = (count: number, client: string) =>
    request(started.app)
      .post('/products')
      .set('X-Forwarded-For', client)
      .send({ objects: Array.from({ length: count }, () => OBJECT) });

  it('counts the objects of batches, and answers 429 with the time to wait', async () => {
    await sendMany(9, '192.0.2.1').expect(200);
    await sendOne('192.0.2.1').expect(200);
    const { body, headers } = await sendOne('192.0.2.1').expect(429);
    expect((body as { detail: string }).detail).toMatch(
      /^This site makes at most 10 objects an hour for a client\. Try again in 3[56]\d\d seconds\.$/,
    );
    expect(Number(headers['retry-after'])).toBeGreaterThan(3_500);
    await sendOne('192.0.2.2').expect(200);
  });

  it('counts all addresses of an IPv6 network as one client', async () => {
    await sendMany(10, '2001:db8:1:2::1').expect(200);
    await sendOne('2001:db8:1:2:ffff::9').expect(429);
    await sendOne('2001:db8:1:3::1').expect(200);
  });

  it('does not apply to the other services, which call without a proxy', async () => {
    for (let count = 0; count < 12; count++) await sendOne().expect(200);
  });
});
