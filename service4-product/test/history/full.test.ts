import { sql } from 'kysely';
import { isMariadb, type TestDatabase, testDatabase } from '../../../test/support/database';
import { drawn } from '../../../test/support/drawn';
import { openTestRepository } from '../../../test/support/repository';
import { waitUntil } from '../../../test/support/wait-until';
import type { Repository } from '../../src/repository/open';

const LARGE = 'x'.repeat(1_000_000);

/** SQLite alone can be told how large it may become; test/crash has real disks. */
(isMariadb ? describe.skip : describe)('When a database may not grow', () => {
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

  it('says to all who record that the disk is full, and records what waited once there is room', async () => {
    await start(10);
    const full = 'The disk of the record is full: what was made will be recorded when there is room.';
    await expect(repository.objects.record([drawn('a', { text: LARGE })])).rejects.toThrow(full);
    await expect(repository.objects.record([drawn('b')])).rejects.toThrow(full);
    expect((await repository.objects.list({ limit: 10 })).objects).toEqual([]);
    await limit(10_000);
    await waitUntil(() => repository.objects.waiting === 0);
    expect((await repository.objects.list({ limit: 10 })).objects.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('says what is not even queued', async () => {
    await start(0);
    await expect(repository.objects.record([drawn('a', { text: LARGE })])).rejects.toThrow(
      'The disk of the record is full, and too much waits for it: what was made is not recorded. Draw it again later.',
    );
  });
});
