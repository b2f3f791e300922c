import { sql } from 'kysely';
import { drawn } from '../../../test/support/drawn';
import { isMariadb, testDatabase } from '../../../test/support/database';
import { openTestRepository, useRepository } from '../../../test/support/repository';
import { countKey } from '../../src/repository/counts';
import { checkCounts } from '../../src/repository/recount';

/** Texts that databases with other collations treat as equal. */
const TEXTS = [
  'hit',
  'HIT',
  'hít',
  'hi\u0301t',
  'hit ',
  ' hit',
  'hit  ',
  'ſs',
  'ß',
  'ss',
  '🎲',
  '🎯',
  '𝐡it',
  'ı',
  'I',
  'i',
];

describe('The database keeps every character of', () => {
  // Before the hook that closes the repository.
  afterEach(async () => {
    expect(await checkCounts(repository().db())).toEqual([]);
  });
  const { repository } = useRepository();

  it('labels: each has its own count and its own objects', async () => {
    const { objects } = repository();
    await objects.record(TEXTS.map((outcome, index) => drawn(`id ${index}`, { outcome })));
    await objects.record([drawn('again', { outcome: 'hit ' })]);
    const counts = await objects.counts();
    for (const [index, outcome] of TEXTS.entries()) {
      const amount = outcome === 'hit ' ? 2 : 1;
      expect([outcome, counts.get(countKey(drawn('', { outcome })))?.drawn]).toEqual([outcome, amount]);
      const page = await objects.list({ outcome, limit: 10 });
      expect(page.objects.map(({ id }) => id)).toEqual([
        ...(outcome === 'hit ' ? ['again'] : []),
        `id ${index}`,
      ]);
    }
  });

  it('ids: each finds its own object', async () => {
    const { objects } = repository();
    const recordings = await objects.record(TEXTS.map((id) => drawn(id, { seed: id })));
    expect(recordings.every(({ isNew }) => isNew)).toBe(true);
    for (const id of TEXTS) expect((await objects.find(id))?.seed).toBe(id);
    expect(await objects.find('HIT ')).toBeUndefined();
  });

  it('seeds, texts and attributes', async () => {
    const { objects } = repository();
    for (const [index, text] of TEXTS.entries()) {
      const object = drawn(`id ${index}`, { seed: text, text, attributes: { word: text } });
      await objects.record([object]);
      expect(await objects.find(object.id)).toEqual(object);
    }
  });
});

it('The migration to exact text keeps all objects and counts of the earlier schema', async () => {
  const database = await testDatabase();
  let repository = await openTestRepository(database.settings);
  const objects = Array.from({ length: 20 }, (_, index) =>
    drawn(`id ${index}`, { outcome: TEXTS[index % 2]! }),
  );
  await repository.objects.record(objects);
  const before = await repository.objects.counts();
  if (isMariadb) {
    // As the earlier migrations left the tables.
    for (const table of ['objects', 'outcome_counts', 'rule_versions', 'sequences'])
      await sql`alter table ${sql.table(table)} convert to character set utf8mb4 collate utf8mb4_bin`.execute(
        repository.db(),
      );
  }
  await sql`delete from kysely_migration where name >= '0004'`.execute(repository.db());
  await repository.close();
  repository = await openTestRepository(database.settings);
  expect((await repository.objects.list({ limit: 200 })).objects).toEqual(objects.reverse());
  expect(await repository.objects.counts()).toEqual(before);
  await repository.objects.record([drawn('new', { outcome: 'hit ' })]);
  expect((await repository.objects.counts()).get(countKey(drawn('', { outcome: 'hit ' })))?.drawn).toBe(1);
  await repository.close();
  await database.remove();
});
