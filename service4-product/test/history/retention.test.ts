import { setImmediate } from 'node:timers/promises';
import { drawn } from '../../../test/support/drawn';
import { openTestRepository, useRepository } from '../../../test/support/repository';
import { countKey } from '../../src/repository/counts';
import { checkCounts } from '../../src/repository/recount';
import { prune, startRetention } from '../../src/repository/retention';
import { silentKit } from '../../../test/support/silent-kit';

const HOUR = 3_600_000;

const { database, repository } = useRepository();

const recordMany = (amount: number, createdAt = (index: number) => index) =>
  repository().objects.record(
    Array.from({ length: amount }, (_, index) =>
      drawn(`${index}`, { createdAt: createdAt(index), outcome: index % 3 ? 'HIT' : 'CRIT', product: '0.1' }),
    ),
  );
const left = async () => (await repository().objects.list({ limit: 1_000 })).objects;
const pruneNow = (limits: object, now = 0) => prune(repository().db(), limits, () => now);

test('Of more objects than are to be kept, the oldest go', async () => {
  await recordMany(1_000);
  expect(await pruneNow({ maxObjects: 200 })).toBe(800);
  const kept = await left();
  expect(kept).toHaveLength(200);
  expect(kept.at(-1)?.id).toBe('800');
  expect(await pruneNow({ maxObjects: 200 })).toBe(0);
});

test('Objects older than are to be kept go', async () => {
  await recordMany(10, (index) => index * HOUR);
  expect(await pruneNow({ maxAgeMs: 3 * HOUR }, 10 * HOUR)).toBe(7);
  expect((await left()).map(({ id }) => id)).toEqual(['9', '8', '7']);
});

test('With both limits, what is beyond either goes', async () => {
  await recordMany(10, (index) => index * HOUR);
  expect(await pruneNow({ maxAgeMs: 3 * HOUR, maxObjects: 5 }, 10 * HOUR)).toBe(7);
  expect(await pruneNow({ maxAgeMs: 30 * HOUR, maxObjects: 1 }, 10 * HOUR)).toBe(2);
});

test('What has been pruned stays in the count of what was ever drawn', async () => {
  await recordMany(9);
  await pruneNow({ maxObjects: 2 });
  const counts = await repository().objects.counts();
  expect(counts.get(countKey(drawn('')))).toEqual({
    drawn: 6,
    drawnSum: '0.6',
    recorded: 2,
    recordedSum: '0.2',
  });
  expect(counts.get(countKey(drawn('', { outcome: 'CRIT' })))).toMatchObject({ drawn: 3, recorded: 0 });
  expect(await checkCounts(repository().db())).toEqual([]);
});

test('Nothing may be kept at all', async () => {
  await recordMany(3);
  expect(await pruneNow({ maxObjects: 0 })).toBe(3);
});

test('Replicas that prune and record at the same time do not disturb each other', async () => {
  const other = await openTestRepository(database().settings);
  await recordMany(1_000);
  const [one, two] = await Promise.all([
    pruneNow({ maxObjects: 10 }),
    prune(other.db(), { maxObjects: 10 }, () => 0),
    other.objects.record([drawn('new')]),
  ]);
  expect(one + two).toBeGreaterThanOrEqual(990);
  await pruneNow({ maxObjects: 10 });
  expect(await left()).toHaveLength(10);
  expect(await checkCounts(other.db())).toEqual([]);
  await other.close();
});

test('A service prunes by itself, and without limits it does not', async () => {
  await recordMany(3);
  const { log } = silentKit('product', 'service4-product');
  startRetention(repository().db, {}, log)();
  const stop = startRetention(repository().db, { maxObjects: 1 }, log);
  while ((await left()).length > 1) await setImmediate();
  stop();
  expect(await left()).toHaveLength(1);
});
