import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { whyUnreadable } from '../../rules/file/read-errors';

/** A file is no backup, or none that can be restored here. */
export class BackupError extends Error {}

export const cutShort = (file: string) =>
  `${file} was cut short: its end is missing, so it cannot be relied upon`;

/** In characters; what is no backup shall not fill the memory. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * The lines of a backup, unpacked. Not by readline, which ends lines at U+2028 too, and keeps the errors of what it reads to itself.
 * @throws {BackupError} where the file cannot be read or unpacked, or was cut short
 */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const text = pipeline(createReadStream(file), createGunzip(), () => undefined).setEncoding('utf8');
  let rest = '';
  try {
    for await (const piece of text as AsyncIterable<string>) {
      const lines = piece.split('\n');
      lines[0] = rest + (lines[0] ?? '');
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE)
        throw new BackupError(`${file} is no backup of a record: it has no lines`);
      yield* lines;
    }
  } catch (error) {
    if (error instanceof BackupError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw new BackupError(cutShort(file), { cause: error });
    if (code === 'Z_DATA_ERROR')
      throw new BackupError(`${file} is no backup of a record, or is damaged: ${(error as Error).message}`, {
        cause: error,
      });
    throw new BackupError(`${file}: ${whyUnreadable(error, 'file')}`, { cause: error });
  }
  if (rest !== '') throw new BackupError(cutShort(file));
}
