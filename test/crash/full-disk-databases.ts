import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsOf, type TestDatabase } from '../support/database';
import { DATABASE_NAME, mariadbDatabase } from './databases';
import { SmallDisk } from './small-disk';

/** A database on a disk of a few megabytes. */
export interface SmallDiskDatabase extends TestDatabase {
  /** Enlarges the disk. */
  grow: () => void;
}

async function sqliteOnSmallDisk(): Promise<SmallDiskDatabase> {
  const disk = new SmallDisk(await mkdtemp(join(tmpdir(), 'quartet-disk-')), 2);
  const url = `sqlite:${join(disk.folder, 'quartet.db')}`;
  const remove = async () => {
    disk.unmount();
    await rmdir(disk.folder);
  };
  return {
    url,
    settings: settingsOf(url),
    grow: () => {
      disk.grow(20);
    },
    remove,
  };
}

/** Only the tables are on the small disk. The server's own files are larger, and stay in its data directory. */
async function mariadbOnSmallDisk(): Promise<SmallDiskDatabase> {
  const { server, url, settings, remove: removeServer } = await mariadbDatabase();
  const disk = new SmallDisk(join(server.data, DATABASE_NAME), 6);
  const remove = async () => {
    await server.end('SIGKILL');
    disk.unmount();
    await removeServer();
  };
  return {
    url,
    settings,
    grow: () => {
      disk.grow(60);
    },
    remove,
  };
}

export const FULL_DISK_DATABASES = [
  { engine: 'SQLite', open: sqliteOnSmallDisk },
  { engine: 'MariaDB', open: mariadbOnSmallDisk },
];
