import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { startProcess } from '../../test/support/process';

describe('The product service as a process', () => {
  let folder: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quartet-'));
    env = { DATABASE_URL: `sqlite:${join(folder, 'quartet.db')}`, LOG_LEVEL: 'info', DRAIN_MS: '0' };
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('exits with 1 and reports file and line when a rule file has a mistake', async () => {
    const rules = join(folder, 'rules');
    await mkdir(rules);
    await writeFile(join(rules, 'bad.yaml'), 'name: bad\ntitel: Bad\n');
    await expect(startProcess('service4-product', { ...env, RULES_DIR: rules })).rejects.toThrow(
      /^exit code 1: The service cannot start: the rules have mistakes:\n {2}bad\.yaml:1:1: error: /,
    );
  });

  it('exits with 1 and names RULES_DIR when the folder does not exist', async () => {
    await expect(startProcess('service4-product', { ...env, RULES_DIR: '/nope' })).rejects.toThrow(
      /^exit code 1: The service cannot start: RULES_DIR \/nope: there is no such folder\n$/,
    );
  });

  it('exits with 1 and names the database when it cannot be opened', async () => {
    await writeFile(join(folder, 'file'), '');
    const url = `sqlite:${join(folder, 'file', 'quartet.db')}`;
    await expect(startProcess('service4-product', { ...env, DATABASE_URL: url })).rejects.toThrow(
      /^exit code 1: The service cannot start: the database .*\/file\/quartet\.db cannot be opened: /,
    );
  });

  it('keeps an acknowledged object when it is killed right after', async () => {
    const first = await startProcess('service4-product', env);
    const { body } = await request(first.url)
      .post('/product')
      .send({ number: 1, float: 4.42, seed: 'quartet' })
      .expect(201);
    await first.stop('SIGKILL');
    const second = await startProcess('service4-product', env);
    const found = await request(second.url).get(`/objects/${(body as { id: string }).id}`);
    expect(await second.stop()).toBe(0);
    expect(found.body).toEqual(body);
  });

  it('has the complete history in a single file after it was stopped', async () => {
    const first = await startProcess('service4-product', env);
    const { body } = await request(first.url)
      .post('/product')
      .send({ number: 1, float: 4.42, seed: 'quartet' })
      .expect(201);
    expect(await first.stop()).toBe(0);
    const copy = join(folder, 'copy.db');
    await copyFile(join(folder, 'quartet.db'), copy);
    const second = await startProcess('service4-product', { ...env, DATABASE_URL: `sqlite:${copy}` });
    const found = await request(second.url).get(`/objects/${(body as { id: string }).id}`);
    await second.stop();
    expect(found.body).toEqual(body);
  });
});
