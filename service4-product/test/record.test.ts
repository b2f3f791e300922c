import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataStoreError } from '@quartet/service-kit';
import { CompiledQuery, Kysely } from 'kysely';
import type { DrawnObject } from '../src/objects/drawn-object';
import { openRepository, type Repository } from '../src/repository/open';
import { countKey, type ObjectRecord } from '../src/repository/record';
import type { Schema } from '../src/repository/schema';
import { sqliteDialect } from '../src/repository/sqlite';

const drawn = (id: string, more: Partial<DrawnObject> = {}): DrawnObject => ({
  id,
  rule: 'attack',
  version: 'v1',
  number: 1,
  float: '7.20',
  product: '7.2',
  outcome: 'HIT',
  attributes: { kind: 'plain', bonus: 2, rare: false },
  text: 'Your attack HIT and did 7.2',
  seed: `seed of ${id}`,
  index: Number.MAX_SAFE_INTEGER,
  createdAt: 1_790_000_000_000,
  ...more,
});

describe('The record', () => {
  let folder: string;
  let url: string;
  let repository: Repository;
  let record: ObjectRecord;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quartet-record-'));
    url = `sqlite:${join(folder, 'below', 'quartet.db')}`;
    repository = await openRepository(url);
    record = repository.record;
  });
  afterEach(async () => {
    await repository.close();
    await rm(folder, { recursive: true });
  });

  it('gives an object back as it was recorded, also after the service was started anew', async () => {
    await record.record([drawn('a')]);
    expect(await record.find('a')).toEqual(drawn('a'));
    await repository.close();
    repository = await openRepository(url);
    record = repository.record;
    expect(await record.find('a')).toEqual(drawn('a'));
    expect(await record.find('b')).toBeUndefined();
  });

  it('keeps an object that is recorded twice once, with its first time', async () => {
    expect(await record.record([drawn('a')])).toEqual([{ object: drawn('a'), isNew: true }]);
    expect(await record.record([drawn('a', { createdAt: 5 })])).toEqual([
      { object: drawn('a'), isNew: false },
    ]);
    const again = await record.record([drawn('b'), drawn('b'), drawn('a')]);
    expect(again.map(({ isNew }) => isNew)).toEqual([true, false, false]);
    expect((await record.list({ limit: 10 })).objects).toHaveLength(2);
  });

  it('counts each object once, by rule, version and outcome', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => record.record([drawn(`id ${index % 20}`)])));
    await record.record([drawn('c', { outcome: 'CRIT' }), drawn('d', { version: 'v2' })]);
    expect(Object.fromEntries(await record.counts())).toEqual({
      [countKey('attack', 'v1', 'HIT')]: 20,
      [countKey('attack', 'v1', 'CRIT')]: 1,
      [countKey('attack', 'v2', 'HIT')]: 1,
    });
  });

  it('records all of a batch or nothing', async () => {
    const unkeepable = drawn('bad', { number: new Date() as unknown as number });
    await expect(record.record([drawn('good'), unkeepable])).rejects.toThrow(DataStoreError);
    expect(await record.find('good')).toBeUndefined();
    expect((await record.counts()).size).toBe(0);
  });

  it('lists newest first, by pages that stay right while objects arrive', async () => {
    for (let index = 0; index < 7; index++) await record.record([drawn(`id ${index}`)]);
    const first = await record.list({ limit: 3 });
    expect(first.objects.map(({ id }) => id)).toEqual(['id 6', 'id 5', 'id 4']);
    await record.record([drawn('id 7')]);
    const second = await record.list({ limit: 3, before: first.next! });
    expect(second.objects.map(({ id }) => id)).toEqual(['id 3', 'id 2', 'id 1']);
    const third = await record.list({ limit: 3, before: second.next! });
    expect(third).toMatchObject({ objects: [{ id: 'id 0' }], next: null });
  });

  it('lists by rule and outcome', async () => {
    await record.record([drawn('a'), drawn('b', { rule: 'product' }), drawn('c', { outcome: 'CRIT' })]);
    const ids = async (filter: object) =>
      (await record.list({ limit: 10, ...filter })).objects.map(({ id }) => id);
    expect(await ids({ rule: 'attack' })).toEqual(['c', 'a']);
    expect(await ids({ outcome: 'HIT' })).toEqual(['b', 'a']);
    expect(await ids({ rule: 'attack', outcome: 'CRIT' })).toEqual(['c']);
  });

  it('finds every filtered page by an index', async () => {
    const db = new Kysely<Schema>({ dialect: sqliteDialect(url.replace('sqlite:', '')) });
    for (const filter of [{}, { rule: 'attack' }, { outcome: 'HIT' }, { rule: 'attack', outcome: 'HIT' }]) {
      let query = db
        .selectFrom('objects')
        .selectAll()
        .where('sequence', '<', 9)
        .orderBy('sequence', 'desc')
        .limit(3);
      for (const [column, value] of Object.entries(filter)) query = query.where(column as 'rule', '=', value);
      const { sql, parameters } = query.compile();
      const asked = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
      const { rows } = await db.executeQuery<{ detail: string }>(asked);
      expect(rows.map(({ detail }) => detail).join()).toMatch(
        /^SEARCH objects USING (INDEX|INTEGER PRIMARY KEY)[^,]*$/,
      );
    }
    await db.destroy();
  });

  it('says that it cannot be reached once its database is gone', async () => {
    await record.check();
    await repository.close();
    await expect(record.check()).rejects.toThrow('The record of objects cannot be reached.');
    repository = await openRepository(url);
    record = repository.record;
  });
});

describe('A database that cannot be opened is named with the reason', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quartet-record-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('where it is no database', async () => {
    const file = join(folder, 'notes.db');
    await writeFile(
      file,
      'not a database, but some text that is long enough to be read as a header of one'.repeat(20),
    );
    await expect(openRepository(`sqlite:${file}`)).rejects.toThrow(
      `the database ${file} cannot be opened: file is not a database`,
    );
  });

  it('where its folder cannot be made', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await chmod(file, 0o400);
    await expect(openRepository(`sqlite:${file}/quartet.db`)).rejects.toThrow(
      `the database ${file}/quartet.db cannot be opened`,
    );
  });

  it('where it was made by a newer version', async () => {
    const file = join(folder, 'quartet.db');
    await (await openRepository(`sqlite:${file}`)).close();
    const db = new Kysely<{ kysely_migration: { name: string; timestamp: string } }>({
      dialect: sqliteDialect(file),
    });
    await db
      .insertInto('kysely_migration')
      .values({ name: '9999-later', timestamp: new Date().toISOString() })
      .execute();
    await db.destroy();
    await expect(openRepository(`sqlite:${file}`)).rejects.toThrow(
      'previously executed migration 9999-later is missing',
    );
  });
});
