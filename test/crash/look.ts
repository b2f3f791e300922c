import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Repository } from '../../service4-product/src/repository/open';
import type { DatabaseSettings } from '../../service4-product/src/repository/database/settings';
import { openTestRepository } from '../support/repository';

/**
 * Opens the record of an idle service for a look. Of SQLite it takes a copy: what is closed stays open until the garbage is
 * collected, and a connection of ours would spare a service that starts after a kill the recovery of its log.
 */
export async function lookInto<T>(
  settings: DatabaseSettings,
  look: (repository: Repository) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'quartet-copy-'));
  const copy = join(folder, 'quartet.db');
  if (settings.engine === 'sqlite') {
    await copyFile(settings.file, copy);
    if (existsSync(`${settings.file}-wal`)) await copyFile(`${settings.file}-wal`, `${copy}-wal`);
  }
  const repository = await openTestRepository(
    settings.engine === 'sqlite' ? { ...settings, file: copy } : settings,
  );
  try {
    return await look(repository);
  } finally {
    await repository.close();
    await rm(folder, { recursive: true });
  }
}
