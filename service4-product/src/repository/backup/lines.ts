import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { describeReadError } from '../../read-errors';

/** A file is not a backup, or cannot be restored with this program. */
export class BackupError extends Error {}

export const truncatedMessage = (file: string) => `${file} is truncated: use another backup`;

/** In characters. The limit protects the memory from files that are not backups. */
const MAX_LINE_LENGTH = 64 * 1024 * 1024;

/**
 * Reads the lines of a gzipped backup. It does not use readline, which also ends lines at U+2028 and hides errors of its input.
 * @throws {BackupError} when the file cannot be read or unpacked, or is truncated
 */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const text = pipeline(createReadStream(file), createGunzip(), () => undefined).setEncoding('utf8');
  let rest = '';
  try {
    for await (const chunk of text as AsyncIterable<string>) {
      const lines = chunk.split('\n');
      lines[0] = rest + (lines[0] ?? '');
      rest = lines.pop() ?? '';
      if (rest.length > MAX_LINE_LENGTH) throw new BackupError(`${file} is not a backup: it has no lines`);
      yield* lines;
    }
  } catch (error) {
    if (error instanceof BackupError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw new BackupError(truncatedMessage(file), { cause: error });
    if (code === 'Z_DATA_ERROR') {
      const message = `${file} is not a backup or is damaged: ${(error as Error).message}`;
      throw new BackupError(message, { cause: error });
    }
    throw new BackupError(`${file}: ${describeReadError(error, 'file')}`, { cause: error });
  }
  if (rest !== '') throw new BackupError(truncatedMessage(file));
}
