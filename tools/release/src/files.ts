import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ReleaseError } from './errors';

/** The content of build.json. */
export interface Build {
  version: string;
  revision: string;
  source: string;
  /** Start and end as ISO 8601 timestamps. */
  startedOn: string;
  finishedOn: string;
  /** The local names of the built images, by service. */
  images: Record<string, string>;
  /** The images that the site uses but the build does not create, by service. */
  others: Record<string, string>;
}

/** The content of images.json: the image in the registry with its digest, by service. */
export type Pushed = Record<string, string>;

/** The step that writes a file, for the error message. */
const PRODUCERS: Record<string, string> = {
  'build.json': 'npm run release -- build',
  'images.json': 'ansible/push.yml',
};

/** Reads a file of the release folder. @throws {ReleaseError} if it does not exist or is not JSON */
export async function readJson<T>(folder: string, name: string): Promise<T> {
  const path = join(folder, name);
  let text;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    const producer = PRODUCERS[basename(name)];
    throw new ReleaseError(
      `${path} does not exist.${producer === undefined ? '' : ` Run \`${producer}\` first.`}`,
    );
  }
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new ReleaseError(`${path} is not valid JSON: ${(error as Error).message}`);
  }
}

/** Writes a file of the release folder; a string is written unchanged. */
export async function writeJson(folder: string, name: string, content: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  await writeFile(join(folder, name), `${text}\n`);
}
