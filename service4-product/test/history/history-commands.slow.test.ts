import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { runCommand } from '../../../test/support/command';
import { type TestDatabase, testDatabase } from '../../../test/support/database';
import { drawn } from '../../../test/support/drawn';
import { openTestRepository } from '../../../test/support/repository';

let database: TestDatabase;
let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'quartet-'));
  env = { DATABASE_URL: database.url };
});
afterEach(async () => {
  await database.remove();
  await rm(folder, { recursive: true });
});

async function record(isCountWrong = false): Promise<void> {
  const repository = await openTestRepository(database.settings);
  await repository.objects.record([drawn('a'), drawn('b')]);
  if (isCountWrong) await repository.db().updateTable('outcome_counts').set({ objects: 7 }).execute();
  await repository.close();
}

test('history:check confirms correct counts', async () => {
  await record();
  expect(await runCommand('history-check', [], env)).toEqual({
    code: 0,
    stdout: 'all counts are correct\n',
    stderr: '',
  });
});

test('history:check lists wrong counts with exit code 1, and corrects them with --repair', async () => {
  await record(true);
  const difference =
    'attack (version 36f0d39b51ec11ab) HIT: counted 7 with the sum 14.4, found 2 with the sum 14.4\n';
  expect(await runCommand('history-check', [], env)).toEqual({
    code: 1,
    stdout: `${difference}1 wrong: run npm run history:check -- --repair to correct them\n`,
    stderr: '',
  });
  const repaired = { code: 0, stdout: `${difference}1 corrected\n`, stderr: '' };
  expect(await runCommand('history-check', ['--repair'], env)).toEqual(repaired);
  expect(await runCommand('history-check', [], env)).toMatchObject({ code: 0 });
});

test('history:check and history:backup refuse an outdated schema', async () => {
  await runCommand('migrate', [], env);
  const repository = await openTestRepository(database.settings);
  const migrations = repository.db() as unknown as Kysely<{
    kysely_migration: { name: string };
  }>;
  await migrations.deleteFrom('kysely_migration').where('name', '=', '0005-objects-by-time').execute();
  await repository.close();
  for (const [name, args] of [
    ['history-check', []],
    ['history-backup', [join(folder, 'backup.gz')]],
  ] as const) {
    const { code, stderr } = await runCommand(name, args, env);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /cannot be used: its schema is outdated \(0005-objects-by-time pending\): run npm run migrate\n$/,
    );
  }
});

test('history:backup and history:restore report the number of objects, and refuse to overwrite', async () => {
  await record(true);
  const file = join(folder, 'backup.gz');
  const done = { code: 0, stdout: `${file}: 2 objects of 0 versions of rule sets\n`, stderr: '' };
  expect(await runCommand('history-backup', [file], env)).toEqual(done);
  expect(await runCommand('history-backup', [file], env)).toEqual({
    code: 1,
    stdout: '',
    stderr: `${file} exists. Choose another file, or overwrite it with --force.\n`,
  });
  expect(await runCommand('history-backup', ['--force', file], env)).toEqual(done);

  const target = join(folder, 'copy.db');
  const restored = await runCommand('history-restore', [file], { DATABASE_URL: `sqlite:${target}` });
  expect(restored).toMatchObject({ code: 1, stdout: expect.stringMatching(/2 objects[^]+counted 7 with/) });
  expect(restored.stderr).toMatch(
    /has been restored, but its counts were wrong already\. Run npm run history:check /,
  );
  const again = await runCommand('history-restore', [file], { DATABASE_URL: `sqlite:${target}` });
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toMatch(
    /copy\.db cannot be used: it already has objects or counts: choose an empty database, .*\n$/,
  );
});

test('history:backup and history:restore report a path that does not exist', async () => {
  await runCommand('migrate', [], env);
  const nowhere = join(folder, 'nope', 'backup.gz');
  const backup = await runCommand('history-backup', [nowhere], env);
  expect(backup).toEqual({
    code: 1,
    stdout: '',
    stderr: `Cannot write ${nowhere}.partial: the folder does not exist.\n`,
  });
  const restore = await runCommand('history-restore', [nowhere], env);
  expect(restore).toEqual({ code: 1, stdout: '', stderr: `${nowhere}: there is no such file\n` });
});
