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
const remaining = async () => (await repository().objects.list({ limit: 1_000 })).objects;
const pruneNow = (limits: object, now = 0) => prune(repository().db(), limits, () => now);

test('The oldest objects above the limit are pruned', async () => {
  await recordMany(1_000);
  expect(await pruneNow({ maxObjects: 200 })).toBe(800);
  const kept = await remaining();
  expect(kept).toHaveLength(200);
  expect(kept.at(-1)?.id).toBe('800');
  expect(await pruneNow({ maxObjects: 200 })).toBe(0);
});

test('Objects above the age limit are pruned', async () => {
  await recordMany(10, (index) => index * HOUR);
  expect(await pruneNow({ maxAgeMs: 3 * HOUR }, 10 * HOUR)).toBe(7);
  expect((await remaining()).map(({ id }) => id)).toEqual(['9', '8', '7']);
});

test('An object with a time in the future does not keep older objects', async () => {
  await recordMany(1_200, (index) => (index < 600 ? 100 * HOUR : index));
  expect(await pruneNow({ maxAgeMs: HOUR }, 10 * HOUR)).toBe(600);
  expect((await remaining()).map(({ createdAt }) => createdAt)).toEqual(Array(600).fill(100 * HOUR));
});

test('Objects beyond either of two limits are pruned', async () => {
  await recordMany(10, (index) => index * HOUR);
  expect(await pruneNow({ maxAgeMs: 3 * HOUR, maxObjects: 5 }, 10 * HOUR)).toBe(7);
  expect(await pruneNow({ maxAgeMs: 30 * HOUR, maxObjects: 1 }, 10 * HOUR)).toBe(2);
});

test('Pruned objects remain in the counts of all draws', async () => {
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

test('All objects are pruned when the limit is 0', async () => {
  await recordMany(3);
  expect(await pruneNow({ maxObjects: 0 })).toBe(3);
});

test('Replicas can prune and record concurrently', async () => {
  const other = await openTestRepository(database().settings);
  await recordMany(1_000);
  const [one, two] = await Promise.all([
    pruneNow({ maxObjects: 10 }),
    prune(other.db(), { maxObjects: 10 }, () => 0),
    other.objects.record([drawn('new')]),
  ]);
  expect(one + two).toBeGreaterThanOrEqual(990);
  await pruneNow({ maxObjects: 10 });
  expect(await remaining()).toHaveLength(10);
  expect(await checkCounts(other.db())).toEqual([]);
  await other.close();
});

test('Nothing is pruned without a limit', async () => {
  await recordMany(3);
  const { log } = silentKit('product', 'service4-product');
  startRetention(repository().db, {}, log)();
  const stop = startRetention(repository().db, { maxObjects: 1 }, log);
  while ((await remaining()).length > 1) await setImmediate();
  stop();
  expect(await remaining()).toHaveLength(1);
});
