import { setTimeout as sleep } from 'node:timers/promises';
import { freshSeed } from '@quartet/draws';
import type { Broken, Site } from './site';

/** Few enough for one address to stay below what nginx allows. */
const VISITORS = 4;
const PAUSE_MS = 100;

export interface Load {
  failures: Broken[];
  slowestMs: number;
}

/** Has visitors draw `visits` objects together, from one site after the other. */
export async function load(sites: readonly Site[], visits: number): Promise<Load> {
  const result: Load = { failures: [], slowestMs: 0 };
  const seed = `smoke-${freshSeed()}`;
  let next = 0;
  const visitor = async () => {
    for (let index = next++; index < visits; index = next++) {
      const site = sites[index % sites.length];
      if (!site) return;
      const began = performance.now();
      await site.draw('attack', seed, index).catch((error: unknown) => result.failures.push(error as Broken));
      result.slowestMs = Math.max(result.slowestMs, performance.now() - began);
      await sleep(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: VISITORS }, visitor));
  return result;
}
