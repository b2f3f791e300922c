import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsOf } from '../../test/support/database';
import { openTestRepository } from '../../test/support/repository';

describe('The SQLite database', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quartet-file-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const open = (...path: string[]) => openTestRepository(settingsOf(`sqlite:${join(folder, ...path)}`));

  it('is created with its folder', async () => {
    const repository = await open('data', 'quartet.db');
    await repository.objects.check();
    await repository.close();
  });

  it('is not created below a folder that does not exist, because the path is probably mistyped', async () => {
    await expect(open('dta', 'quartet', 'quartet.db')).rejects.toThrow(
      `quartet.db cannot be opened: its folder ${join(folder, 'dta', 'quartet')} cannot be created: the folder above it does not exist`,
    );
  });

  it('is not created below a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(open('file', 'quartet.db')).rejects.toThrow(`${join(folder, 'file')} is not a folder`);
    await expect(open('file', 'data', 'quartet.db')).rejects.toThrow('a part of its path is not a folder');
  });

  it('is not a folder', async () => {
    mkdirSync(join(folder, 'quartet.db'));
    await expect(open('quartet.db')).rejects.toThrow('quartet.db cannot be opened: this is not a file');
  });

  it('is not a file of another kind', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'Dear diary, '.repeat(100));
    await expect(open('notes.txt')).rejects.toThrow('notes.txt cannot be opened: file is not a database');
  });
});
