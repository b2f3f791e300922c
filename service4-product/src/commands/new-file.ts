import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { CommandError } from './command';

/**
 * Makes a file that is there only when it is whole: written to FILE.partial, synced, and renamed.
 * @throws {CommandError} where there is one, or another is being written, unless it `mayReplace` it
 */
export async function writeNewFile(
  file: string,
  mayReplace: boolean,
  write: (sink: Writable) => Promise<void>,
): Promise<void> {
  const partial = `${file}.partial`;
  const sink = await openPartial(partial, mayReplace);
  try {
    // Only now, when nobody else can be about to put it there.
    if (existsSync(file) && !mayReplace)
      throw new CommandError(`${file} is there already: name another file, or replace it with --force`);
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
        ? `${partial} is there: a backup is being written, or one was broken off. If none is, delete it, or use --force`
        : `${partial} cannot be written: ${code === 'ENOENT' ? 'there is no such folder' : message}`,
    );
  }
}

/** Or the name could be lost with the power. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync();
  await handle.close();
}
