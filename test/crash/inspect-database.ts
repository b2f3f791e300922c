import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { connectPatiently } from '../../service4-product/src/repository/database/connect';
import type { Schema } from '../../service4-product/src/repository/schema';
import type { DatabaseSettings } from '../../service4-product/src/repository/database/settings';

/**
 * Opens the database of an idle service and passes it to `inspect`. Copies a SQLite database first: our connection stays open
 * until garbage collection, and would prevent the restarted service from recovering its write-ahead log.
 */
export async function inspectDatabase<T>(
  settings: DatabaseSettings,
  inspect: (db: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'quartet-copy-'));
  try {
    const db = await connectPatiently(
      settings.engine === 'sqlite' ? await copyOf(settings, folder) : settings,
    );
    return await inspect(db).finally(() => db.destroy());
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function copyOf<T extends { file: string }>(settings: T, folder: string): Promise<T> {
  const file = join(folder, 'quartet.db');
  await copyFile(settings.file, file);
  if (existsSync(`${settings.file}-wal`)) await copyFile(`${settings.file}-wal`, `${file}-wal`);
  return { ...settings, file };
}
