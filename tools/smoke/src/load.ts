import { setTimeout as sleep } from 'node:timers/promises';
import { freshSeed } from '@quartet/draws';
import type { CheckError, Site } from './site';

/** Few enough to stay below nginx's rate limit for one address. */
const VISITORS = 4;
const PAUSE_MS = 100;

export interface Load {
  failures: CheckError[];
  slowestMs: number;
}

/** Draws `visits` objects with concurrent visitors that alternate between the sites. */
export async function runLoad(sites: readonly Site[], visits: number): Promise<Load> {
  const result: Load = { failures: [], slowestMs: 0 };
  const seed = `smoke-${freshSeed()}`;
  let next = 0;
  const visitor = async () => {
    for (let index = next++; index < visits; index = next++) {
      const site = sites[index % sites.length];
      if (!site) return;
      const start = performance.now();
      await site
        .draw('attack', seed, index)
        .catch((error: unknown) => result.failures.push(error as CheckError));
      result.slowestMs = Math.max(result.slowestMs, performance.now() - start);
      await sleep(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: VISITORS }, visitor));
  return result;
}
