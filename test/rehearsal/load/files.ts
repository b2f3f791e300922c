import { readFile } from 'node:fs/promises';
import { FileProblem } from './mistakes';

/** The lines of a file, and an end without a line break as one more. */
export const linesOf = async (file: string): Promise<string[]> =>
  (await textOf(file)).split('\n').filter((line) => line !== '');

export async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new FileProblem(`${file} cannot be read: ${(error as Error).message}`);
  }
}
