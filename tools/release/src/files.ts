import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ReleaseError } from './mistakes';

/** What `build` has made. */
export interface Build {
  version: string;
  revision: string;
  source: string;
  /** When it began and ended, as ISO 8601 has it. */
  startedOn: string;
  finishedOn: string;
  /** What each image is called where it was built, by the service that runs it. */
  images: Record<string, string>;
  /** Those that are none of ours. */
  others: Record<string, string>;
}

/** What `ansible/push.yml` has brought to the registry: each image with its digest, by the service that runs it. */
export type Pushed = Record<string, string>;

const MADE_BY: Record<string, string> = {
  'build.json': 'npm run release -- build',
  'images.json': 'ansible/push.yml',
};

/** A file of the folder. @throws {ReleaseError} where it is not there, with what makes it */
export async function readJson<T>(folder: string, name: string): Promise<T> {
  let text;
  try {
    text = await readFile(join(folder, name), 'utf8');
  } catch {
    const maker = MADE_BY[basename(name)];
    throw new ReleaseError(
      `There is no ${join(folder, name)}${maker === undefined ? '' : `; ${maker} writes it`}.`,
    );
  }
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new ReleaseError(`${join(folder, name)} is no JSON: ${(error as Error).message}`);
  }
}

export async function writeJson(folder: string, name: string, content: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  await writeFile(join(folder, name), `${text}\n`);
}
