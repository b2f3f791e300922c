import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Listening, listen } from '../../support/listen';
import type { Visit } from './visit';

/** The object that a fake machine shows for a draw. */
export function createObject(seed: string, index: number) {
  const id = createHash('sha256').update(`${seed} ${index}`).digest('base64url').slice(0, 24);
  return { id, rule: 'attack', seed, index };
}

/** Creates a handler that answers with the object of the requested draw, as the site does. */
export const serveObject =
  (overrides: object = {}): RequestListener =>
  (req, res) => {
    const { searchParams } = new URL(req.url!, 'http://localhost');
    const object = createObject(searchParams.get('seed')!, Number(searchParams.get('index')));
    res.end(JSON.stringify({ ...object, ...overrides }));
  };

/** A visit as the journal stores it. */
export const createVisit = (index: number, overrides: Partial<Visit> = {}): Visit => ({
  started: 1_800_000_000_000,
  ms: 5,
  result: 'ok',
  tries: [],
  moved: 0,
  retried: 0,
  recorded: true,
  ...createObject('seed', index),
  ...overrides,
});

const resources: { close: () => Promise<unknown> }[] = [];

/** Starts a fake machine. `cleanUp` stops it. */
export async function startMachine(handler: RequestListener): Promise<Listening> {
  const machine = await listen(handler);
  resources.push(machine);
  return machine;
}

/** Returns the base URL of a port that no process listens on. */
export async function unusedUrl(): Promise<string> {
  const { url, close } = await listen(serveObject());
  await close();
  return url;
}

/** Creates a folder with these files, and returns a function from file name to path. `cleanUp` deletes the folder. */
export async function createFolder(files: Record<string, string> = {}): Promise<(name: string) => string> {
  const folder = await mkdtemp(join(tmpdir(), 'quartet-load-'));
  resources.push({ close: () => rm(folder, { recursive: true }) });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return (name) => join(folder, name);
}

/** Stops all fake machines and deletes all folders. */
export async function cleanUp(): Promise<void> {
  await Promise.all(resources.splice(0).map((resource) => resource.close()));
}
