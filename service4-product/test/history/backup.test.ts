import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isMariadb, settingsOf, type TestDatabase, testDatabase } from '../../../test/support/database';
import { drawn } from '../../../test/support/drawn';
import { Mariadb } from '../../../test/support/mariadb';
import { openTestRepository } from '../../../test/support/repository';
import { writeNewFile } from '../../src/commands/new-file';
import { backUp } from '../../src/repository/backup/back-up';
import { TABLES } from '../../src/repository/backup/format';
import type { Repository } from '../../src/repository/open';
import { checkBackup, readBackup } from '../../src/repository/backup/read';
import { checkCounts } from '../../src/repository/recount';
import { prune } from '../../src/repository/retention';
import { restoreRows } from '../../src/repository/backup/restore';

const noop = () => undefined;

let database: TestDatabase;
let source: Repository;
let folder: string;
let file: string;
beforeEach(async () => {
  database = await testDatabase();
  source = await openTestRepository(database.settings);
  folder = await mkdtemp(join(tmpdir(), 'quartet-'));
  file = join(folder, 'backup.gz');
});
afterEach(async () => {
  await source.close();
  await database.remove();
  await rm(folder, { recursive: true });
});

const outcomes = ['HIT', 'CRIT', 'Ünter\u2028 😀'];
const many = (from: number, amount: number) =>
  Array.from({ length: amount }, (_, index) =>
    drawn(`${from + index}`, {
      outcome: outcomes[index % 3]!,
      product: `-${index}.0${index % 9}1`,
      text: 'a\u2028b\n"\\😀',
    }),
  );
const saveRules = (version: string) =>
  source.ruleStore.save({
    name: 'attack',
    version,
    yaml: `# ${'long '.repeat(100_000)}`,
    odds: { cells: 3 } as never,
  });

function deferred() {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

async function contents({ db }: Repository) {
  const rows: Record<string, unknown[]> = {};
  for (const table of TABLES) rows[table] = await db().selectFrom(table).selectAll().execute();
  return rows;
}
const backUpTo = ({ db }: Repository, path = file) => backUp(db(), createWriteStream(path), noop);
const restoreTo = ({ db }: Repository, path = file) => restoreRows(db(), () => readBackup(path), noop);

/** Runs `work` with the repository of another database. */
async function inAnother<T>(
  other: Pick<TestDatabase, 'settings'>,
  work: (target: Repository) => Promise<T>,
): Promise<T> {
  const target = await openTestRepository(other.settings);
  return work(target).finally(() => target.close());
}

test('A restored database has every row, sequence number and count of the backup', async () => {
  await saveRules('v1');
  await saveRules('v2');
  await saveRules('v3');
  await source.objects.record(many(0, 1_000));
  await prune(source.db(), { maxObjects: 900 }, Date.now);
  await backUpTo(source);
  const other = await testDatabase();
  await inAnother(other, async (target) => {
    await restoreTo(target);
    expect(await contents(target)).toEqual(await contents(source));
    expect(await target.objects.counts()).toEqual(await source.objects.counts());
    // The sequence continues after the restored objects.
    await target.objects.record([drawn('new')]);
    expect((await target.objects.list({ limit: 1 })).objects).toEqual([drawn('new')]);
    expect(await checkCounts(target.db())).toEqual([]);
  });
  await other.remove();
});

test('A backup is a snapshot, and does not block recordings', async () => {
  await source.objects.record(many(0, 1_000));
  const before = await contents(source);
  const reader = await openTestRepository(database.settings);
  const reading = deferred();
  let recorded = 1_000;
  const state = { isDone: false };
  const backup = backUp(reader.db(), createWriteStream(file), () => {
    reading.resolve();
  }).finally(() => {
    state.isDone = true;
  });
  await Promise.race([reading.promise, backup]);
  while (!state.isDone) {
    await source.objects.record(many(recorded, 10));
    recorded += 10;
    // SQLite is synchronous: without a pause the backup, in the same process, would never continue.
    await setImmediate();
  }
  await backup;
  await reader.close();
  expect(recorded).toBeGreaterThan(1_000);
  const other = await testDatabase();
  await inAnother(other, async (target) => {
    await restoreTo(target);
    expect(await contents(target)).toEqual(before);
    expect(await checkCounts(target.db())).toEqual([]);
  });
  await other.remove();
});

test('A history is unchanged after a move to another kind of database and back', async () => {
  await saveRules('v1');
  await source.objects.record(many(0, 600));
  await backUpTo(source);
  const moved = join(folder, 'moved.gz');
  await inAnother({ settings: settingsOf(`sqlite:${join(folder, 'copy.db')}`) }, async (copy) => {
    await restoreTo(copy);
    await backUp(copy.db(), createWriteStream(moved), noop);
  });
  const other = await testDatabase();
  await inAnother(other, async (target) => {
    await restoreTo(target, moved);
    expect(await contents(target)).toEqual(await contents(source));
  });
  await other.remove();
  const rowsOf = async (path: string) =>
    gunzipSync(await readFile(path))
      .toString()
      .split('\n')
      .slice(1)
      .sort();
  expect(await rowsOf(moved)).toEqual(await rowsOf(file));
});

test('A database with objects or counts is refused and unchanged', async () => {
  await source.objects.record(many(0, 3));
  await backUpTo(source);
  const before = await contents(source);
  await expect(restoreTo(source)).rejects.toThrow(
    /^it already has objects or counts: choose an empty database, /,
  );
  await prune(source.db(), { maxObjects: 0 }, Date.now);
  await expect(restoreTo(source)).rejects.toThrow(/already has objects or counts/);
  expect((await contents(source)).outcome_counts).toHaveLength(before.outcome_counts!.length);
});

test('A restore that fails after some rows leaves the database empty', async () => {
  await source.objects.record(many(0, 1_000));
  await backUpTo(source);
  await writeFile(file, (await readFile(file)).subarray(0, -30));
  const other = await testDatabase();
  await inAnother(other, async (target) => {
    const before = await contents(target);
    await expect(restoreTo(target)).rejects.toThrow(/is truncated/);
    expect(await contents(target)).toEqual(before);
  });
  await other.remove();
});

(isMariadb ? test : test.skip)('A backup fails and leaves no file when the server is killed', async () => {
  const server = await Mariadb.start();
  await server.run('create database quartet');
  await inAnother({ settings: settingsOf(server.url('quartet')) }, async (target) => {
    await target.objects.record(many(0, 2_000));
    let killed: Promise<void> | undefined;
    const backup = writeNewFile(file, false, async (sink) => {
      await backUp(target.db(), sink, () => {
        killed ??= server.end('SIGKILL');
      });
    });
    await expect(backup).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
    await killed;
  });
  await server.remove();
});

describe('The check of a backup', () => {
  let lines: string[];
  beforeEach(async () => {
    await source.objects.record(many(0, 2));
    await backUpTo(source);
    lines = gunzipSync(await readFile(file))
      .toString()
      .trimEnd()
      .split('\n');
  });
  const header = (change: object) => JSON.stringify({ ...JSON.parse(lines[0]!), ...change });
  const check = async (bytes: Buffer | string[]) => {
    const text = Array.isArray(bytes) ? gzipSync(bytes.map((line) => `${line}\n`).join('')) : bytes;
    await writeFile(file, text);
    return checkBackup(file, noop).then(String, (error: unknown) =>
      (error as Error).message.replaceAll(file, 'FILE'),
    );
  };

  it('counts the rows of a complete file', async () => {
    expect(await checkBackup(file, noop)).toEqual({
      sequences: 1,
      rule_versions: 0,
      outcome_counts: 2,
      objects: 2,
    });
  });

  it('refuses a file that is truncated at any place', async () => {
    const whole = await readFile(file);
    const message = 'FILE is truncated: use another backup';
    expect(await check(whole.subarray(0, whole.length / 2))).toBe(message);
    expect(await check(whole.subarray(0, -1))).toBe(message);
    expect(await check(lines.slice(0, -1))).toBe(message);
    expect(await check(gzipSync(lines.join('\n')))).toBe(message);
  });

  it('refuses a file with a missing, altered or repeated row, or a line after its last one', async () => {
    expect(await check(lines.filter((_, index) => index !== 4))).toBe(
      'FILE is damaged: the number of rows of objects must be 2, got 1',
    );
    expect(await check([...lines.slice(0, 2), lines[1]!, ...lines.slice(2)])).toBe(
      'FILE is damaged: the number of rows of sequences must be 1, got 2',
    );
    expect(await check(lines.map((line) => line.replace('"seed"', '"sead"')))).toBe(
      'FILE is damaged: line 5 is not a row',
    );
    expect(await check([...lines, lines[1]!])).toBe('FILE is damaged: line 8 follows its last line');
    const flipped = await readFile(file);
    flipped[flipped.length - 6]! ^= 1;
    expect(await check(flipped)).toMatch(/^FILE is not a backup or is damaged: /);
  });

  it('refuses a file that is not a backup', async () => {
    expect(await check(Buffer.from('{"objects":[]}'))).toBe(
      'FILE is not a backup or is damaged: incorrect header check',
    );
    expect(await check(Buffer.alloc(0))).toMatch(/^FILE (is truncated|is not a backup)/);
    expect(await check([])).toBe('FILE is not a backup: it is empty');
    expect(await check(['null'])).toBe('FILE is not a backup');
    expect(await check(['Dear diary'])).toBe('FILE is not a backup');
    expect(await check(gzipSync('x'.repeat(70 * 1024 * 1024)))).toBe('FILE is not a backup: it has no lines');
  });

  it('refuses a file with another format or schema', async () => {
    expect(await check([header({ format: 'quartet-record/2' }), ...lines.slice(1)])).toBe(
      'FILE must have the format quartet-record/1, got quartet-record/2: restore it with the version that wrote it',
    );
    expect(await check([header({ migrations: ['0001-objects', '9999-later'] }), ...lines.slice(1)])).toBe(
      'FILE was written by a newer version (9999-later): restore it with that version',
    );
    expect(await check([header({ migrations: ['0001-objects', '0002-rule-versions'] })])).toBe(
      'FILE was written by an older version (without 0003-sums-and-sequences, 0004-exact-text, 0005-objects-by-time): restore it with that version, then run npm run migrate with this one',
    );
  });
});

describe('A backup file', () => {
  it('appears only when it is complete', async () => {
    await writeNewFile(file, false, async (sink) => {
      await backUp(source.db(), sink, noop);
      expect(await readdir(folder)).toEqual(['backup.gz.partial']);
    });
    expect(await readdir(folder)).toEqual(['backup.gz']);
    await expect(
      writeNewFile(join(folder, 'other.gz'), false, () => Promise.reject(new Error('the disk is full'))),
    ).rejects.toThrow('the disk is full');
    expect(await readdir(folder)).toEqual(['backup.gz']);
  });

  it('cannot be written twice at the same time', async () => {
    await writeNewFile(file, false, async (sink) => {
      await expect(writeNewFile(file, false, () => Promise.resolve())).rejects.toThrow(
        /backup\.gz\.partial exists: a backup is running or was interrupted\. If none is running, delete it, or use --force\.$/,
      );
      expect(existsSync(`${file}.partial`)).toBe(true);
      sink.end();
    });
  });
});
