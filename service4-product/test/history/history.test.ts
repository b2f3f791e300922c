import { setImmediate } from 'node:timers/promises';
import { CompiledQuery } from 'kysely';
import { isMariadb } from '../../../test/support/database';
import { drawn } from '../../../test/support/drawn';
import { openTestRepository, useRepository } from '../../../test/support/repository';
import { historyQuery } from '../../src/repository/history';
import type { Repository } from '../../src/repository/open';

const { database, repository } = useRepository();

const ids = ({ objects }: { objects: { id: string }[] }) => objects.map(({ id }) => id).join(' ');

test('Pages list the newest objects first, and stay consistent while objects arrive', async () => {
  const { objects: store } = repository();
  for (let index = 0; index < 7; index++) await store.record([drawn(`${index}`)]);
  const first = await store.list({ limit: 3 });
  expect(ids(first)).toBe('6 5 4');
  await store.record([drawn('7')]);
  const second = await store.list({ limit: 3, before: first.next! });
  expect(ids(second)).toBe('3 2 1');
  const third = await store.list({ limit: 3, before: second.next! });
  expect(third).toMatchObject({ objects: [{ id: '0' }], next: null });
});

test('Pages lead back to objects that have arrived since', async () => {
  const { objects: store } = repository();
  for (let index = 0; index < 7; index++) await store.record([drawn(`${index}`)]);
  const oldest = await store.list({ limit: 2, before: 3 });
  expect(ids(oldest)).toBe('1 0');
  const middle = await store.list({ limit: 3, after: oldest.previous! });
  expect(ids(middle)).toBe('4 3 2');
  expect(ids(await store.list({ limit: 3, before: middle.next! }))).toBe('1 0');
  const newest = await store.list({ limit: 3, after: middle.previous! });
  expect(ids(newest)).toBe('6 5');
  const nothing = await store.list({ limit: 3, after: newest.previous! });
  expect(nothing).toMatchObject({ objects: [], previous: newest.previous, next: newest.previous! + 1 });
  expect(ids(await store.list({ limit: 3, before: nothing.next! }))).toBe('6 5 4');
  await store.record([drawn('new')]);
  expect(ids(await store.list({ limit: 3, after: nothing.previous! }))).toBe('new');
});

test('Pages keep the order of recording when the clock goes backwards', async () => {
  const { objects: store } = repository();
  for (const [id, createdAt] of [
    ['a', 3_000],
    ['b', 1_000],
    ['c', 2_000],
  ] as const)
    await store.record([drawn(id, { createdAt })]);
  const page = await store.list({ limit: 2 });
  expect(ids(page)).toBe('c b');
  expect(ids(await store.list({ limit: 2, before: page.next! }))).toBe('a');
});

test('No object appears before the cursor of a reader later', async () => {
  const other = await openTestRepository(database().settings);
  const seen: string[] = [];
  let cursor = 0;
  const readAll = async () => {
    while (seen.length < 120) {
      const page = await repository().objects.list({ limit: 7, after: cursor });
      seen.push(...page.objects.map(({ id }) => id).reverse());
      cursor = page.previous ?? 0;
      await setImmediate();
    }
  };
  const write = async ({ objects: store }: Repository, writer: number) => {
    for (let index = 0; index < 60; index++) await store.record([drawn(`${writer}-${index}`)]);
  };
  await Promise.all([readAll(), write(repository(), 0), write(other, 1)]);
  expect(new Set(seen).size).toBe(120);
  await other.close();
});

test('Pages can be filtered by rule and outcome', async () => {
  const { objects: store } = repository();
  await store.record([drawn('a'), drawn('b', { rule: 'product' }), drawn('c', { outcome: 'CRIT' })]);
  const found = async (filter: object) => ids(await store.list({ limit: 10, ...filter }));
  expect(await found({ rule: 'attack' })).toBe('c a');
  expect(await found({ outcome: 'HIT' })).toBe('b a');
  expect(await found({ rule: 'attack', outcome: 'CRIT' })).toBe('c');
  expect(await found({ rule: 'attack', outcome: 'crit' })).toBe('');
});

test('Every combination of filters uses an index', async () => {
  const { objects: store, db } = repository();
  const outcomes = ['HIT', 'CRIT', 'MISSED'];
  await store.record(
    Array.from({ length: 900 }, (_, index) =>
      drawn(`${index}`, { rule: `rule-${index % 7}`, outcome: outcomes[index % 3]! }),
    ),
  );
  for (const filter of [{}, { rule: 'rule-1' }, { outcome: 'HIT' }, { rule: 'rule-1', outcome: 'HIT' }])
    for (const cursor of [{ before: 450 }, { after: 450 }, {}]) {
      const { sql, parameters } = historyQuery(db(), { ...filter, ...cursor, limit: 10 }).compile();
      const explain = isMariadb ? 'explain' : 'explain query plan';
      const { rows } = await db().executeQuery<Record<string, unknown>>(
        CompiledQuery.raw(`${explain} ${sql}`, [...parameters]),
      );
      const plan = JSON.stringify(rows);
      expect(plan).not.toMatch(/filesort|TEMP B-TREE|"type":"ALL"/);
      if ('rule' in filter || 'outcome' in filter) expect(plan).toMatch(/objects_by_/);
    }
});

test('A page never has a cursor that the next request could not use', async () => {
  const { objects: store } = repository();
  expect(await store.list({ limit: 3, before: 0 })).toEqual({ objects: [], next: null, previous: 0 });
  expect(await store.list({ limit: 3, after: 5 })).toEqual({ objects: [], next: null, previous: 5 });
});
