import { sql } from 'kysely';
import { isMariadb, type TestDatabase, testDatabase } from '../../../test/support/database';
import { drawn } from '../../../test/support/drawn';
import { openTestRepository } from '../../../test/support/repository';
import { waitUntil } from '../../../test/support/wait-until';
import type { Repository } from '../../src/repository/open';

const LARGE = 'x'.repeat(1_000_000);

/** Only SQLite can limit the size of a database; test/crash uses real disks. */
(isMariadb ? describe.skip : describe)('The object store on a full disk', () => {
  let database: TestDatabase;
  let repository: Repository;
  const limit = (pages: number) => sql.raw(`pragma max_page_count = ${pages}`).execute(repository.db());
  const start = async (capacity: number) => {
    database = await testDatabase();
    repository = await openTestRepository(database.settings, { capacity });
    await limit(100);
  };
  afterEach(async () => {
    await repository.close();
    await database.remove();
  });

  it('reports the full disk for each recording, and records the queued objects when there is room', async () => {
    await start(10);
    const full = 'The disk of the database is full; the object will be recorded when it has room.';
    await expect(repository.objects.record([drawn('a', { text: LARGE })])).rejects.toThrow(full);
    await expect(repository.objects.record([drawn('b')])).rejects.toThrow(full);
    expect((await repository.objects.list({ limit: 10 })).objects).toEqual([]);
    await limit(10_000);
    await waitUntil(() => repository.objects.waiting === 0);
    expect((await repository.objects.list({ limit: 10 })).objects.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('reports an object that is not queued', async () => {
    await start(0);
    await expect(repository.objects.record([drawn('a', { text: LARGE })])).rejects.toThrow(
      'The disk of the database is full and the queue is full; the object will not be recorded. Draw again later.',
    );
  });
});
