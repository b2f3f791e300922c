import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { CommandError } from './command';

/**
 * Creates a file atomically: writes FILE.partial, syncs it and renames it.
 *
 * @throws {CommandError} if FILE or FILE.partial exists, unless `mayReplace`
 */
export async function writeNewFile(
  file: string,
  mayReplace: boolean,
  write: (sink: Writable) => Promise<void>,
): Promise<void> {
  const partial = `${file}.partial`;
  const sink = await openPartial(partial, mayReplace);
  try {
    // Check this after FILE.partial is open, because that excludes every other writer.
    if (existsSync(file) && !mayReplace)
      throw new CommandError(`${file} exists. Choose another file, or overwrite it with --force.`);
    await write(sink);
    await rename(partial, file);
    await syncFolder(dirname(file));
  } catch (error) {
    sink.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}

async function openPartial(partial: string, mayReplace: boolean): Promise<Writable> {
  const sink = createWriteStream(partial, { flags: mayReplace ? 'w' : 'wx', flush: true });
  try {
    await once(sink, 'open');
    return sink;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandError(
      code === 'EEXIST'
        ? `${partial} exists: a backup is running or was interrupted. If none is running, delete it, or use --force.`
        : `Cannot write ${partial}: ${code === 'ENOENT' ? 'the folder does not exist' : message}.`,
    );
  }
}

/** Without this, a power failure can lose the new name. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync();
  await handle.close();
}
