import { readFile } from 'node:fs/promises';

/** A file is missing, unreadable, unwritable or malformed. The message names the file and the reason. */
export class FileError extends Error {}

/** Returns the lines of a file that are not empty. */
export const readLines = async (file: string): Promise<string[]> =>
  (await readText(file)).split('\n').filter((line) => line !== '');

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new FileError(`Cannot read ${file}: ${(error as Error).message}`);
  }
}
