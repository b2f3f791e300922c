import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawn } from '../../test/support/drawn';
import { openTestRepository } from '../../test/support/repository';
import { waitUntil } from '../../test/support/wait-until';
import type { Repository } from '../src/repository/open';

describe('The object store, when its SQLite file is removed or replaced at run time', () => {
  let above: string;
  let folder: string;
  let repository: Repository;
  beforeEach(async () => {
    above = mkdtempSync(join(tmpdir(), 'quartet-removed-'));
    folder = join(above, 'data');
    repository = await openTestRepository({ engine: 'sqlite', file: join(folder, 'quartet.db') });
    await repository.objects.record([drawn('a')]);
  });
  afterEach(async () => {
    await repository.close();
    rmSync(above, { recursive: true });
  });
  const removed = { cause: new Error('its file was removed or replaced: restart the service') };

  it('is unavailable, because objects in the removed file would be lost', async () => {
    rmSync(folder, { recursive: true });
    await expect(repository.objects.record([drawn('b')])).rejects.toThrow('The database is unavailable');
    await expect(repository.objects.find('a')).rejects.toMatchObject(removed);
    await expect(repository.objects.check()).rejects.toMatchObject(removed);
    mkdirSync(folder);
    writeFileSync(join(folder, 'quartet.db'), '');
    await expect(repository.objects.check()).rejects.toMatchObject(removed);
  });

  it('records the queued objects when the file is back', async () => {
    renameSync(folder, `${folder}-moved`);
    await expect(repository.objects.record([drawn('b')])).rejects.toThrow('The database is unavailable');
    renameSync(`${folder}-moved`, folder);
    await waitUntil(() => repository.objects.waiting === 0);
    expect(await repository.objects.find('b')).toEqual(drawn('b'));
  });
});
