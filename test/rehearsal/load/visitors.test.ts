import { rename, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '../../support/wait-until';
import { cleanUp, createFolder, serveObject, startMachine } from './fixtures';
import { Pool } from './pool';
import type { Visit } from './visit';
import { runVisitors } from './visitors';

let stop: AbortController;
let running: Promise<void> | undefined;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await running;
  await cleanUp();
});

/** Starts visitors of a pool, and returns an array that collects their visits. */
async function startVisitors(pool: string, options: { visitors: number; pauseMs: number }): Promise<Visit[]> {
  const visits: Visit[] = [];
  const onVisit = (visit: Visit) => visits.push(visit);
  running = runVisitors(await Pool.open(pool), { ...options, name: 'n' }, onVisit, stop.signal);
  return visits;
}

const countVisitsTo = (url: string, visits: Visit[]) =>
  visits.filter(({ tries }) => tries.at(-1)!.machine === url).length;

describe('Visitors', () => {
  it('visit the machines in turn, with a different draw each time', async () => {
    const [first, second] = [await startMachine(serveObject()), await startMachine(serveObject())];
    const file = (await createFolder({ pool: `${first.url}\n${second.url}/\n` }))('pool');
    const visits = await startVisitors(file, { visitors: 4, pauseMs: 1 });
    await waitUntil(() => visits.length >= 40);
    stop.abort();
    await running;
    expect(
      Math.abs(countVisitsTo(first.url, visits) - countVisitsTo(second.url, visits)),
    ).toBeLessThanOrEqual(4);
    expect(new Set(visits.map(({ id }) => id)).size).toBe(visits.length);
    expect(new Set(visits.map(({ seed }) => seed)).size).toBe(1);
    expect(visits[0]!.seed).toMatch(/^n-[\da-f]{12}$/);
  });

  it('request other draws than the visitors of an earlier run with the same name', async () => {
    const { url } = await startMachine(serveObject());
    const file = (await createFolder({ pool: `${url}\n` }))('pool');
    const runs = [await startVisitors(file, { visitors: 1, pauseMs: 1 })];
    const first = running;
    runs.push(await startVisitors(file, { visitors: 1, pauseMs: 1 }));
    await waitUntil(() => runs.every((visits) => visits.length > 0));
    stop.abort();
    await first;
    expect(runs[0]![0]!.seed).not.toBe(runs[1]![0]!.seed);
  });

  it('stop visiting a machine that is removed from the pool, and start visiting one that is added', async () => {
    const [removed, added] = [await startMachine(serveObject()), await startMachine(serveObject())];
    const path = await createFolder({ pool: `${removed.url}\n`, next: `${added.url}\n` });
    const visits = await startVisitors(path('pool'), { visitors: 2, pauseMs: 1 });
    await waitUntil(() => visits.length > 5);
    await rename(path('next'), path('pool'));
    await waitUntil(() => countVisitsTo(added.url, visits) > 5);
    const before = countVisitsTo(removed.url, visits);
    await waitUntil(() => countVisitsTo(added.url, visits) > 20);
    expect(countVisitsTo(removed.url, visits)).toBe(before);
  });

  it('keep visiting the last valid pool while the file is empty or invalid', async () => {
    const { url } = await startMachine(serveObject());
    const file = (await createFolder({ pool: `${url}\n` }))('pool');
    const visits = await startVisitors(file, { visitors: 1, pauseMs: 1 });
    for (const text of ['', 'half a li']) {
      await writeFile(file, text);
      const before = visits.length;
      await waitUntil(() => visits.length > before + 5);
    }
    expect(countVisitsTo(url, visits)).toBe(visits.length);
  });

  it('finish the visits in flight and start no other when they are stopped', async () => {
    let requests = 0;
    const { url } = await startMachine((req, res) => {
      requests += 1;
      setTimeout(() => {
        serveObject()(req, res);
      }, 200);
    });
    const file = (await createFolder({ pool: `${url}\n` }))('pool');
    const visits = await startVisitors(file, { visitors: 3, pauseMs: 0 });
    await waitUntil(() => requests === 3);
    stop.abort();
    await running;
    expect(visits.map(({ result }) => result)).toEqual(['ok', 'ok', 'ok']);
    expect(requests).toBe(3);
  });

  it('pause between visits, and end the pause when they are stopped', async () => {
    const { url } = await startMachine(serveObject());
    const file = (await createFolder({ pool: `${url}\n` }))('pool');
    const visits = await startVisitors(file, { visitors: 1, pauseMs: 60_000 });
    await waitUntil(() => visits.length === 1);
    await sleep(100);
    expect(visits).toHaveLength(1);
    stop.abort();
    await running;
  });
});
