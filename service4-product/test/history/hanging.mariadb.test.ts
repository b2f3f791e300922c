import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../../test/support/command';
import { Mariadb } from '../../../test/support/mariadb';

describe('A command on a hanging database', () => {
  let mariadb: Mariadb;
  let folder: string;
  beforeAll(async () => {
    mariadb = await Mariadb.start();
    await mariadb.run('create database quartet');
    folder = await mkdtemp(join(tmpdir(), 'quartet-'));
    await mariadb.freeze();
  });
  afterAll(async () => {
    await mariadb.remove();
    await rm(folder, { recursive: true });
  });

  test.each([
    ['migrate', []],
    ['history-check', []],
    ['history-backup', ['backup.gz']],
  ])('%s reports the database and the timeout', async (name, files) => {
    const { code, stdout, stderr } = await runCommand(
      name,
      files.map((file) => join(folder, file)),
      { DATABASE_URL: mariadb.url('quartet'), DATABASE_TIMEOUT_MS: '300' },
    );
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `the database quartet at ${mariadb.socket} cannot be used: no connection within 300 ms\n`,
    });
  });
});
