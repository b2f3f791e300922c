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

const NOBODY = () => undefined;

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
const keepRules = (version: string) =>
  source.ruleStore.keep({
    ...{ name: 'attack', version, yaml: `# ${'long '.repeat(100_000)}` },
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
const backUpTo = ({ db }: Repository, path = file) => backUp(db(), createWriteStream(path), NOBODY);
const restoreTo = ({ db }: Repository, path = file) => restoreRows(db(), () => readBackup(path), NOBODY);

/** An empty record, with the schema that it has from its start. */
async function inAnother<T>(
  other: Pick<TestDatabase, 'settings'>,
  work: (target: Repository) => Promise<T>,
): Promise<T> {
  const target = await openTestRepository(other.settings);
  return work(target).finally(() => target.close());
}

test('What is restored is what was backed up: every row, its place in the sequence, and the counts', async () => {
  await keepRules('v1');
  await keepRules('v2');
  await keepRules('v3');
  await source.objects.record(many(0, 1_000));
  await prune(source.db(), { maxObjects: 900 }, Date.now);
  await backUpTo(source);
  const other = await testDatabase();
  await inAnother(other, async (target) => {
    await restoreTo(target);
    expect(await contents(target)).toEqual(await contents(source));
    expect(await target.objects.counts()).toEqual(await source.objects.counts());
    // And it goes on where the other one was.
    await target.objects.record([drawn('new')]);
    expect((await target.objects.list({ limit: 1 })).objects).toEqual([drawn('new')]);
    expect(await checkCounts(target.db())).toEqual([]);
  });
  await other.remove();
});

test('What is recorded while a backup is written is no part of it, and is held up by nothing', async () => {
  await source.objects.record(many(0, 1_000));
  const before = await contents(source);
  const reader = await openTestRepository(database.settings);
  const reading = deferred();
  let recorded = 1_000;
  const state = { isOver: false };
  const backup = backUp(reader.db(), createWriteStream(file), () => {
    reading.resolve();
  }).finally(() => {
    state.isOver = true;
  });
  await Promise.race([reading.promise, backup]);
  while (!state.isOver) {
    await source.objects.record(many(recorded, 10));
    recorded += 10;
    // SQLite answers at once: without a pause the backup, in this same process, would never have its turn.
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

test('A record moved to another kind of database, and back, is the same', async () => {
  await keepRules('v1');
  await source.objects.record(many(0, 600));
  await backUpTo(source);
  const moved = join(folder, 'moved.gz');
  await inAnother({ settings: settingsOf(`sqlite:${join(folder, 'copy.db')}`) }, async (copy) => {
    await restoreTo(copy);
    await backUp(copy.db(), createWriteStream(moved), NOBODY);
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

test('A database that holds objects or counts is refused, and stays as it is', async () => {
  await source.objects.record(many(0, 3));
  await backUpTo(source);
  const before = await contents(source);
  await expect(restoreTo(source)).rejects.toThrow(
    /^it holds objects or counts already\. Restore into an empty one: /,
  );
  await prune(source.db(), { maxObjects: 0 }, Date.now);
  await expect(restoreTo(source)).rejects.toThrow(/holds objects or counts already/);
  expect((await contents(source)).outcome_counts).toHaveLength(before.outcome_counts!.length);
});

test('A backup that fails after some rows leaves the database empty', async () => {
  await source.objects.record(many(0, 1_000));
  await backUpTo(source);
  await writeFile(file, (await readFile(file)).subarray(0, -30));
  const other = await testDatabase();
  await inAnother(other, async (target) => {
    const before = await contents(target);
    await expect(restoreTo(target)).rejects.toThrow(/was cut short/);
    expect(await contents(target)).toEqual(before);
  });
  await other.remove();
});

(isMariadb ? test : test.skip)(
  'A server that is killed during a backup fails it, and leaves no file',
  async () => {
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
  },
);

describe('A file is checked as a whole, and refused in a sentence', () => {
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
    return checkBackup(file, NOBODY).then(String, (error: unknown) =>
      (error as Error).message.replaceAll(file, 'FILE'),
    );
  };

  it('unless it is complete: then its rows are counted', async () => {
    expect(await checkBackup(file, NOBODY)).toEqual({
      ...{ sequences: 1, rule_versions: 0, outcome_counts: 2, objects: 2 },
    });
  });

  it('where it was cut short, wherever that was', async () => {
    const whole = await readFile(file);
    const sentence = 'FILE was cut short: its end is missing, so it cannot be relied upon';
    expect(await check(whole.subarray(0, whole.length / 2))).toBe(sentence);
    expect(await check(whole.subarray(0, -1))).toBe(sentence);
    expect(await check(lines.slice(0, -1))).toBe(sentence);
    expect(await check(gzipSync(lines.join('\n')))).toBe(sentence);
  });

  it('where a row is missing, altered or repeated, or something follows the end', async () => {
    expect(await check(lines.filter((_, index) => index !== 4))).toBe(
      'FILE is damaged: of 2 rows of objects it has 1',
    );
    expect(await check([...lines.slice(0, 2), lines[1]!, ...lines.slice(2)])).toBe(
      'FILE is damaged: of 1 rows of sequences it has 2',
    );
    expect(await check(lines.map((line) => line.replace('"seed"', '"sead"')))).toBe(
      'FILE is damaged: line 5 is neither a row nor the end',
    );
    expect(await check([...lines, lines[1]!])).toBe('FILE is damaged: it goes on after its end, in line 8');
    const flipped = await readFile(file);
    flipped[flipped.length - 6]! ^= 1;
    expect(await check(flipped)).toMatch(/^FILE is no backup of a record, or is damaged: /);
  });

  it('where it is something else', async () => {
    expect(await check(Buffer.from('{"objects":[]}'))).toBe(
      'FILE is no backup of a record, or is damaged: incorrect header check',
    );
    expect(await check(Buffer.alloc(0))).toMatch(/^FILE (was cut short|is no backup)/);
    expect(await check([])).toBe('FILE is no backup of a record: it is empty');
    expect(await check(['null'])).toBe('FILE is no backup of a record');
    expect(await check(['Dear diary'])).toBe('FILE is no backup of a record');
    expect(await check(gzipSync('x'.repeat(70 * 1024 * 1024)))).toBe(
      'FILE is no backup of a record: it has no lines',
    );
  });

  it('where it is of another format or schema', async () => {
    expect(await check([header({ format: 'quartet-record/2' }), ...lines.slice(1)])).toBe(
      'FILE is in the format quartet-record/2, but this program reads quartet-record/1: restore it with the version that wrote it',
    );
    expect(await check([header({ migrations: ['0001-objects', '9999-later'] }), ...lines.slice(1)])).toBe(
      'FILE is of a newer version, which added 9999-later: restore it with that version',
    );
    expect(await check([header({ migrations: ['0001-objects', '0002-rule-versions'] })])).toBe(
      'FILE is of an older version, without 0003-sums-and-sequences: restore it with that version, then run npm run migrate with this one',
    );
  });
});

describe('The file of a backup', () => {
  it('is not there before it is complete, nor where it could not be', async () => {
    await writeNewFile(file, false, async (sink) => {
      await backUp(source.db(), sink, NOBODY);
      expect(await readdir(folder)).toEqual(['backup.gz.partial']);
    });
    expect(await readdir(folder)).toEqual(['backup.gz']);
    await expect(
      writeNewFile(join(folder, 'other.gz'), false, () => Promise.reject(new Error('the disk is full'))),
    ).rejects.toThrow('the disk is full');
    expect(await readdir(folder)).toEqual(['backup.gz']);
  });

  it('is not written twice at once', async () => {
    await writeNewFile(file, false, async (sink) => {
      await expect(writeNewFile(file, false, () => Promise.resolve())).rejects.toThrow(
        /backup\.gz\.partial is there: a backup is being written, or one was broken off\. If none is, delete it, or use --force$/,
      );
      expect(existsSync(`${file}.partial`)).toBe(true);
      sink.end();
    });
  });
});
