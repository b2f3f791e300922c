import { drawn } from '../../../test/support/drawn';
import { type TestDatabase, testDatabase } from '../../../test/support/database';
import { openTestRepository } from '../../../test/support/repository';
import { countKey } from '../../src/repository/counts';
import type { Repository } from '../../src/repository/open';
import type { ObjectStore } from '../../src/repository/object-store';
import { recordAll } from '../../src/repository/recording';
import { checkCounts } from '../../src/repository/recount';

const HIT = countKey(drawn('any'));

describe('The object store', () => {
  let database: TestDatabase;
  let repository: Repository;
  let store: ObjectStore;
  beforeEach(async () => {
    database = await testDatabase();
    repository = await openTestRepository(database.settings);
    store = repository.objects;
  });
  afterEach(async () => {
    // The counts must match the objects after every test.
    expect(await checkCounts(repository.db())).toEqual([]);
    await repository.close();
    await database.remove();
  });

  it('returns an object as it was recorded, even after a restart', async () => {
    const object = drawn('a', { seed: 'Zm9v 🎲 \\ \' "', text: 'x'.repeat(100_000) });
    await store.record([object]);
    expect(await store.find('a')).toEqual(object);
    await repository.close();
    repository = await openTestRepository(database.settings);
    store = repository.objects;
    expect(await store.find('a')).toEqual(object);
    expect(await store.find('b')).toBeUndefined();
  });

  it('keeps the first of two recordings of an object', async () => {
    expect(await store.record([drawn('a')])).toEqual([{ object: drawn('a'), isNew: true }]);
    expect(await store.record([drawn('a', { createdAt: 5 })])).toEqual([
      { object: drawn('a'), isNew: false },
    ]);
    const again = await store.record([drawn('b'), drawn('b'), drawn('a')]);
    expect(again.map(({ isNew }) => isNew)).toEqual([true, false, false]);
    expect((await store.list({ limit: 10 })).objects).toHaveLength(2);
  });

  it('lists an object whose attributes an earlier program stored without a value that JSON can show', async () => {
    await store.record([drawn('a'), drawn('b')]);
    const attributes = '{"kind":"plain","ratio":null,"words":["x"]}';
    await repository.db().updateTable('objects').set({ attributes }).where('id', '=', 'a').execute();
    const { objects } = await store.list({ limit: 10 });
    expect(objects.map((object) => object.attributes)).toEqual([
      drawn('b').attributes,
      { kind: 'plain', ratio: 'null', words: '["x"]' },
    ]);
  });

  it('distinguishes ids that differ only in case', async () => {
    const recordings = await store.record([drawn('a'), drawn('A')]);
    expect(recordings.map(({ isNew }) => isNew)).toEqual([true, true]);
    expect((await store.find('A'))?.id).toBe('A');
  });

  it('counts each object once, and sums its products exactly, by rule, version and outcome', async () => {
    const products = ['0.1', '0.2', '-0.05', '123456789012345678901234567890.000000000000001'];
    await Promise.all(
      Array.from({ length: 80 }, (_, index) =>
        store.record([drawn(`id ${index % 20}`, { product: products[index % 4]! })]),
      ),
    );
    await store.record([drawn('c', { outcome: 'hit' }), drawn('d', { version: 'v2', product: '-7' })]);
    const counts = await store.counts();
    expect(counts.get(HIT)).toMatchObject({
      drawn: 20,
      drawnSum: '617283945061728394506172839451.250000000000005',
    });
    expect(counts.get(countKey(drawn('', { outcome: 'hit' })))).toMatchObject({ drawn: 1, drawnSum: '7.2' });
    expect(counts.get(countKey(drawn('', { version: 'v2' })))).toMatchObject({ drawn: 1, drawnSum: '-7' });
  });

  it('records all objects of a batch or none', async () => {
    const unstorable = drawn('bad', {
      number: {} as unknown as number,
      text: undefined as unknown as string,
    });
    await expect(store.record([drawn('good'), unstorable])).rejects.toThrow();
    expect(await store.find('good')).toBeUndefined();
    expect((await store.counts()).size).toBe(0);
  });

  it('records objects that arrive together with an object that cannot be recorded', async () => {
    const unstorable = drawn('bad', { text: undefined as unknown as string });
    const calls = [drawn('a'), unstorable, drawn('b'), drawn('c')].map((object) => store.record([object]));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(store.waiting).toBe(0);
    expect((await store.counts()).get(HIT)?.drawn).toBe(3);
  });

  it('accepts an empty batch', async () => {
    expect(await store.record([])).toEqual([]);
    expect(await recordAll(repository.db(), [])).toEqual([]);
  });

  it('records the largest batch, and again without changes', async () => {
    const objects = Array.from({ length: 1_000 }, (_, index) => drawn(`id ${index}`));
    expect((await store.record(objects)).every(({ isNew }) => isNew)).toBe(true);
    expect((await store.record(objects)).some(({ isNew }) => isNew)).toBe(false);
    expect((await store.counts()).get(HIT)?.drawn).toBe(1_000);
  });

  it('reports an unreachable database after it was closed', async () => {
    await store.check();
    await repository.close();
    await expect(store.check()).rejects.toThrow('The database cannot be reached.');
    repository = await openTestRepository(database.settings);
  });
});

test('Replicas that record the same objects concurrently keep each object once', async () => {
  const database = await testDatabase();
  const replicas = await Promise.all([1, 2, 3].map(() => openTestRepository(database.settings)));
  const ids = Array.from({ length: 300 }, (_, index) => `id ${index}`);
  const recordings = await Promise.all(
    ids.flatMap((id) => replicas.map(({ objects: store }) => store.record([drawn(id)]))),
  );
  expect(recordings.flat().filter(({ isNew }) => isNew)).toHaveLength(300);
  expect((await replicas[0]!.objects.counts()).get(HIT)?.drawn).toBe(300);
  expect(await checkCounts(replicas[0]!.db())).toEqual([]);
  await Promise.all(replicas.map(({ close }) => close()));
  await database.remove();
});
