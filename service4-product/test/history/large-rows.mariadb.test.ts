import { settingsOf } from '../../../test/support/database';
import { drawn } from '../../../test/support/drawn';
import { Mariadb } from '../../../test/support/mariadb';
import { openTestRepository } from '../../../test/support/repository';
import { waitUntil } from '../../../test/support/wait-until';
import type { Repository } from '../../src/repository/open';
import { checkCounts } from '../../src/repository/recount';

const MAX_PACKET = 1024 * 1024;

describe('With a server that accepts statements of one megabyte', () => {
  let mariadb: Mariadb;
  let repository: Repository;
  beforeAll(async () => {
    mariadb = await Mariadb.start([`--max-allowed-packet=${MAX_PACKET}`]);
  });
  afterAll(() => mariadb.remove());
  beforeEach(async () => {
    await mariadb.run('create database quartet');
    repository = await openTestRepository(settingsOf(mariadb.url('quartet')));
  });
  afterEach(async () => {
    expect(await checkCounts(repository.db())).toEqual([]);
    await repository.close();
    await mariadb.run('drop database quartet');
  });

  const large = (id: string, bytes: number) => drawn(id, { text: '🎲'.repeat(bytes / 4) });
  const objects = (amount: number, bytes: number) =>
    Array.from({ length: amount }, (_, index) => large(`id ${index}`, bytes));

  it('a batch larger than that is recorded', async () => {
    const recordings = await repository.objects.record(objects(100, 40_000));
    expect(recordings.filter(({ isNew }) => isNew)).toHaveLength(100);
  });

  it('concurrent recordings that are larger together are recorded', async () => {
    await Promise.all(objects(100, 40_000).map((object) => repository.objects.record([object])));
    expect(await repository.objects.find('id 99')).toBeDefined();
  });

  it('a queue of large objects is recorded once the server is back', async () => {
    await mariadb.end('SIGKILL');
    const failed = objects(100, 40_000).map((object) => repository.objects.record([object]));
    expect((await Promise.allSettled(failed)).every(({ status }) => status === 'rejected')).toBe(true);
    expect(repository.objects.waiting).toBe(100);
    await mariadb.resume();
    await waitUntil(() => repository.objects.waiting === 0);
    expect(await repository.objects.find('id 99')).toBeDefined();
  });

  it('an object larger than that is refused, and the others are recorded', async () => {
    const tooLarge = repository.objects.record([large('large', 2 * MAX_PACKET)]);
    const small = repository.objects.record([drawn('small')]);
    await expect(tooLarge).rejects.toThrow(/max_allowed_packet/);
    expect(await small).toMatchObject([{ isNew: true }]);
    expect(repository.objects.waiting).toBe(0);
    expect(await repository.objects.record([drawn('later')])).toMatchObject([{ isNew: true }]);
  });
});
