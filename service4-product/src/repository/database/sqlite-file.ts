import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Creates the folder of a database file if it is missing, and checks that both can be written. Only the last folder is created,
 * since a longer path that does not exist is probably mistyped.
 * @throws {Error} with the reason
 */
export function prepareFile(file: string): void {
  const folder = dirname(resolve(file));
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST')
      throw new Error(`its folder ${folder} cannot be created: ${REASONS[code ?? ''] ?? message}`, {
        cause: error,
      });
  }
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
  requireWritable(folder, 'its folder');
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isFile()) throw new Error('this is not a file');
  requireWritable(file, 'the file');
}

/**
 * Returns a function that throws if the file has been removed or replaced since. SQLite would continue to write to the removed
 * file, and all new objects would be lost.
 */
export function presenceCheck(file: string): () => void {
  const { ino } = statSync(file);
  return () => {
    if (statSync(file, { throwIfNoEntry: false })?.ino !== ino)
      throw new Error('its file was removed or replaced: restart the service');
  };
}

const REASONS: Record<string, string> = {
  ENOENT: 'the folder above it does not exist',
  ENOTDIR: 'a part of its path is not a folder',
  EACCES: 'this user has no permission to write there',
  EPERM: 'this user has no permission to write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

function requireWritable(path: string, name: string): void {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${name} ${path} cannot be written: ${REASONS[code ?? ''] ?? message}`, { cause: error });
  }
}
