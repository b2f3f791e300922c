import { rename, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '../../support/wait-until';
import { Front } from './front';
import { closeAll, folderWith, machine, shows } from './machines';
import type { Visit } from './visit';
import { visitAll } from './visitors';

let stop: AbortController;
let working: Promise<void> | undefined;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await working;
  await closeAll();
});

/** Begins visits to the machines of a file, and gives those made so far. */
async function visitorsOf(front: string, habits: { visitors: number; pauseMs: number }): Promise<Visit[]> {
  const visits: Visit[] = [];
  const note = (visit: Visit) => visits.push(visit);
  working = visitAll(await Front.open(front), { ...habits, name: 'n' }, note, stop.signal);
  return visits;
}

const machineOf = ({ tries }: Visit) => tries.at(-1)!.machine;
const counted = (visits: Visit[], url: string) => visits.filter((one) => machineOf(one) === url).length;

describe('Visitors', () => {
  it('go to the machines in turn, each visit for a draw of its own', async () => {
    const [first, second] = [await machine(shows()), await machine(shows())];
    const file = (await folderWith({ front: `${first.url}\n${second.url}/\n` }))('front');
    const visits = await visitorsOf(file, { visitors: 4, pauseMs: 1 });
    await waitUntil(() => visits.length >= 40);
    stop.abort();
    await working;
    expect(Math.abs(counted(visits, first.url) - counted(visits, second.url))).toBeLessThanOrEqual(4);
    expect(new Set(visits.map(({ id }) => id)).size).toBe(visits.length);
    expect(new Set(visits.map(({ seed }) => seed)).size).toBe(1);
    expect(visits[0]!.seed).toMatch(/^n-[\da-f]{12}$/);
  });

  it('ask for other draws than the visitors of an earlier run of that name', async () => {
    const { url } = await machine(shows());
    const file = (await folderWith({ front: `${url}\n` }))('front');
    const runs = [await visitorsOf(file, { visitors: 1, pauseMs: 1 })];
    const first = working;
    runs.push(await visitorsOf(file, { visitors: 1, pauseMs: 1 }));
    await waitUntil(() => runs.every((visits) => visits.length > 0));
    stop.abort();
    await first;
    expect(runs[0]![0]!.seed).not.toBe(runs[1]![0]!.seed);
  });

  it('come no more to a machine that is taken from the list, and come to one that is added', async () => {
    const [old, fresh] = [await machine(shows()), await machine(shows())];
    const path = await folderWith({ front: `${old.url}\n`, next: `${fresh.url}\n` });
    const visits = await visitorsOf(path('front'), { visitors: 2, pauseMs: 1 });
    await waitUntil(() => visits.length > 5);
    await rename(path('next'), path('front'));
    await waitUntil(() => counted(visits, fresh.url) > 5);
    const before = counted(visits, old.url);
    await waitUntil(() => counted(visits, fresh.url) > 20);
    expect(counted(visits, old.url)).toBe(before);
  });

  it('go on with the machines that they know while the list is empty or no list', async () => {
    const { url } = await machine(shows());
    const file = (await folderWith({ front: `${url}\n` }))('front');
    const visits = await visitorsOf(file, { visitors: 1, pauseMs: 1 });
    for (const text of ['', 'half a li']) {
      await writeFile(file, text);
      const before = visits.length;
      await waitUntil(() => visits.length > before + 5);
    }
    expect(counted(visits, url)).toBe(visits.length);
  });

  it('finish the visits under way when they are asked to stop, and begin no other', async () => {
    let asked = 0;
    const { url } = await machine((req, res) => {
      asked += 1;
      setTimeout(() => {
        shows()(req, res);
      }, 200);
    });
    const file = (await folderWith({ front: `${url}\n` }))('front');
    const visits = await visitorsOf(file, { visitors: 3, pauseMs: 0 });
    await waitUntil(() => asked === 3);
    stop.abort();
    await working;
    expect(visits.map(({ result }) => result)).toEqual(['ok', 'ok', 'ok']);
    expect(asked).toBe(3);
  });

  it('pause between visits, and not when they are asked to stop', async () => {
    const { url } = await machine(shows());
    const file = (await folderWith({ front: `${url}\n` }))('front');
    const visits = await visitorsOf(file, { visitors: 1, pauseMs: 60_000 });
    await waitUntil(() => visits.length === 1);
    await sleep(100);
    expect(visits).toHaveLength(1);
    stop.abort();
    await working;
  });
});
