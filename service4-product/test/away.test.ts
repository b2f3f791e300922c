import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { checkHere } from '../../test/support/check-here';
import { silentKit } from '../../test/support/silent-kit';
import { createApp } from '../src/app';
import { readProductConfig } from '../src/config';
import { openRepository } from '../src/repository/open';
import { Rulebook } from '../src/rules/rulebook';

test('When the record is away, calls that need it answer 503 and it is not ready, but computing works', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quartet-'));
  const { record, ruleStore, close } = await openRepository(`sqlite:${join(folder, 'quartet.db')}`);
  const kit = silentKit('product', 'service4-product');
  const rulebook = await Rulebook.open(join(__dirname, '..', 'rules'), ruleStore, kit.log, checkHere);
  const app = createApp(kit, { rulebook, record, now: Date.now });
  await close();
  await rm(folder, { recursive: true });

  for (const path of ['/objects', '/objects/a', '/rules', '/rules/attack']) {
    const { body, headers } = await request(app).get(path).expect(503);
    expect(body).toMatchObject({
      type: 'urn:quartet:problem:record-unavailable',
      detail: 'The record of objects cannot be reached.',
    });
    expect(headers['retry-after']).toBe('1');
  }
  await request(app).post('/product').send({ number: 1, float: 4.42, seed: 'quartet' }).expect(503);
  await request(app).post('/product').send({ number: 1, float: 4.42 }).expect(200);
  await request(app).get('/health/ready').expect(503);
  await request(app).get('/health/live').expect(200);
});

describe('The configuration', () => {
  it('has defaults that need nothing but Node', () => {
    expect(readProductConfig({})).toMatchObject({ PORT: 5003, DATABASE_URL: 'sqlite:data/quartet.db' });
  });

  it('says what a database address must be', () => {
    expect(() => readProductConfig({ DATABASE_URL: 'postgres://x' })).toThrow(
      'DATABASE_URL must be sqlite: and the path of a file',
    );
  });
});
