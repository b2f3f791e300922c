import { drawn } from '../../../test/support/drawn';
import { useRepository } from '../../../test/support/repository';
import { checkCounts, repairCounts } from '../../src/repository/recount';

const { repository } = useRepository();
beforeEach(async () => {
  await repository().objects.record([
    drawn('a'),
    drawn('b'),
    drawn('c', { outcome: 'CRIT', product: '-1.5' }),
  ]);
});

test('Correct counts have no differences', async () => {
  expect(await checkCounts(repository().db())).toEqual([]);
  expect(await repairCounts(repository().db())).toEqual([]);
});

test('Wrong, missing and superfluous counts are found and repaired', async () => {
  const db = repository().db();
  await db
    .updateTable('outcome_counts')
    .set({ objects: 7, product_sum: '1', pruned: 4, pruned_sum: '3' })
    .where('outcome', '=', 'HIT')
    .execute();
  await db.deleteFrom('outcome_counts').where('outcome', '=', 'CRIT').execute();
  await db
    .insertInto('outcome_counts')
    .values({ rule: 'gone', version: 'v', outcome: 'x', objects: 1 })
    .execute();
  const found = await checkCounts(db);
  expect(found).toHaveLength(3);
  expect(found).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        outcome: 'HIT',
        counted: { objects: 7, sum: '1' },
        recounted: { objects: 2, sum: '14.4' },
      }),
      expect.objectContaining({
        outcome: 'CRIT',
        counted: { objects: 0, sum: '0' },
        recounted: { objects: 1, sum: '-1.5' },
      }),
      expect.objectContaining({ rule: 'gone', recounted: { objects: 0, sum: '0' } }),
    ]),
  );
  expect(await repairCounts(db)).toEqual(found);
  expect(await checkCounts(db)).toEqual([]);
  const hits = await db
    .selectFrom('outcome_counts')
    .selectAll()
    .where('outcome', '=', 'HIT')
    .executeTakeFirst();
  expect(hits).toMatchObject({ objects: 2, product_sum: '14.4', pruned: 4, pruned_sum: '3' });
});
