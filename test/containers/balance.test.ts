import { docker } from './support/docker';
import { ask } from './support/http';
import { compose, replicasOf, URL_OF_SITE } from './support/site';
import { failuresOf, stopVisitors, Visitors } from './support/visits';
import { waitUntil } from '../support/wait-until';

afterEach(stopVisitors);

/** How many requests, other than for its health, each replica of the number service has logged. */
async function requestsByReplica(): Promise<Map<string, number>> {
  const ids = await replicasOf('service2-number');
  const counts = await Promise.all(
    ids.map(async (id): Promise<[string, number]> => {
      const lines = (await docker(['logs', id])).split('\n');
      return [id, lines.filter((line) => line.includes('"url":"/number')).length];
    }),
  );
  return new Map(counts);
}

async function sharesOf(work: () => Promise<void>): Promise<number[]> {
  const before = await requestsByReplica();
  await work();
  return [...(await requestsByReplica())].map(([id, count]) => count - (before.get(id) ?? 0));
}

const scale = (amount: number) =>
  compose([
    'up',
    '--detach',
    '--no-recreate',
    '--scale',
    `service2-number=${amount}`,
    '--wait',
    'service2-number',
  ]);

describe('`docker compose up --scale service2-number=3`', () => {
  beforeAll(async () => {
    await scale(1);
  });

  it('gives the new replicas their share within seconds, of APIs and of visits, and costs no visit', async () => {
    const visitors = new Visitors('scaled', 4);
    await visitors.make(50);
    await scale(3);
    await waitUntil(async () => [...(await requestsByReplica()).values()].every((count) => count > 0));
    const ofVisits = await sharesOf(() => visitors.make(300));
    expect(failuresOf(await visitors.stop())).toEqual([]);
    const ofApi = await sharesOf(async () => {
      for (let index = 0; index < 300; index++) await ask(`${URL_OF_SITE}/api/number`);
    });
    for (const shares of [ofVisits, ofApi]) {
      const fair = shares.reduce((sum, share) => sum + share, 0) / 3;
      expect(shares.map((share) => Math.abs(share / fair - 1) < 0.2)).toEqual([true, true, true]);
    }
  });

  it('and back to one costs no visit either', async () => {
    const visitors = new Visitors('scaled-down', 4);
    await visitors.make(50);
    await scale(1);
    await visitors.make(50);
    expect(failuresOf(await visitors.stop())).toEqual([]);
    await scale(3);
  });
});

describe('When all replicas of a service are gone', () => {
  it('its API and the page say so, and recover with the first that is back', async () => {
    await compose(['stop', '--timeout', '10', 'service2-number']);
    const api = await ask(`${URL_OF_SITE}/api/number`);
    expect([api.status, JSON.parse(api.body)]).toEqual([
      502,
      expect.objectContaining({ type: 'urn:quartet:problem:upstream-unavailable' }),
    ]);
    expect(api.headers['retry-after']).toEqual(['2']);
    const page = await ask(URL_OF_SITE, { headers: { Accept: 'text/html' } });
    expect([page.status, page.body]).toEqual([503, expect.stringContaining('number service')]);
    await compose(['start', 'service2-number']);
    await waitUntil(async () => (await ask(`${URL_OF_SITE}/api/number`)).status === 200);
    await waitUntil(async () => (await ask(URL_OF_SITE)).status === 200);
  });
});
