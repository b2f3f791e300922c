import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Listening, listen } from '../../support/listen';
import type { Visit } from './visit';

/** For tests: the object that a stand-in for a machine shows of a draw. */
export function objectOf(seed: string, index: number) {
  const id = createHash('sha256').update(`${seed} ${index}`).digest('base64url').slice(0, 24);
  return { id, rule: 'attack', seed, index };
}

/** As the site answers: with the object that is asked for, and what else is given. */
export const shows =
  (more: object = {}): RequestListener =>
  (req, res) => {
    const { searchParams } = new URL(req.url!, 'http://localhost');
    const object = objectOf(searchParams.get('seed')!, Number(searchParams.get('index')));
    res.end(JSON.stringify({ ...object, ...more }));
  };

/** A visit as the journal has it. */
export const visitOf = (index: number, more: Partial<Visit> = {}): Visit => ({
  ...{ started: 1_800_000_000_000, ms: 5, result: 'ok', tries: [], moved: 0, retried: 0, recorded: true },
  ...objectOf('seed', index),
  ...more,
});

const open: { close: () => Promise<unknown> }[] = [];

/** A stand-in for a machine, until the test is over. */
export async function machine(handler: RequestListener): Promise<Listening> {
  const listening = await listen(handler);
  open.push(listening);
  return listening;
}

/** An address at which nothing listens. */
export async function nobody(): Promise<string> {
  const { url, close } = await listen(shows());
  await close();
  return url;
}

/** A folder with these files, until the test is over; gives the path of a file of it. */
export async function folderWith(files: Record<string, string> = {}): Promise<(name: string) => string> {
  const folder = await mkdtemp(join(tmpdir(), 'quartet-load-'));
  open.push({ close: () => rm(folder, { recursive: true }) });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return (name) => join(folder, name);
}

/** Ends and removes all that. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((one) => one.close()));
}
