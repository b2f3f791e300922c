import { docker } from './support/docker';
import { request } from './support/http';
import { compose, replicasOf, SITE_URL } from './support/site';
import { failuresOf, stopVisitors, Visitors } from './support/visits';
import { waitUntil } from '../support/wait-until';

afterEach(stopVisitors);

/** Counts the draw requests in the log of each replica of the number service, by container id. */
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

/** Counts the requests that each replica serves during `action`. */
async function sharesOf(action: () => Promise<void>): Promise<number[]> {
  const before = await requestsByReplica();
  await action();
  return [...(await requestsByReplica())].map(([id, count]) => count - (before.get(id) ?? 0));
}

const scale = (replicas: number) =>
  compose([
    'up',
    '--detach',
    '--no-recreate',
    '--scale',
    `service2-number=${replicas}`,
    '--wait',
    'service2-number',
  ]);

describe('Scaling the number service', () => {
  beforeAll(async () => {
    await scale(1);
  });

  it('to three replicas balances API requests and visits within seconds, without a failed visit', async () => {
    const visitors = new Visitors('scaled', 4);
    await visitors.waitForVisits(50);
    await scale(3);
    await waitUntil(async () => [...(await requestsByReplica()).values()].every((count) => count > 0));
    const visitShares = await sharesOf(() => visitors.waitForVisits(300));
    expect(failuresOf(await visitors.stop())).toEqual([]);
    const apiShares = await sharesOf(async () => {
      for (let index = 0; index < 300; index++) await request(`${SITE_URL}/api/number`);
    });
    for (const shares of [visitShares, apiShares]) {
      const mean = shares.reduce((sum, share) => sum + share, 0) / 3;
      expect(shares.map((share) => Math.abs(share / mean - 1) < 0.2)).toEqual([true, true, true]);
    }
  });

  it('to one replica causes no failed visit', async () => {
    const visitors = new Visitors('scaled-down', 4);
    await visitors.waitForVisits(50);
    await scale(1);
    await visitors.waitForVisits(50);
    expect(failuresOf(await visitors.stop())).toEqual([]);
    await scale(3);
  });
});

describe('A service without replicas', () => {
  it('causes errors in its API and on the page until a replica is back', async () => {
    await compose(['stop', '--timeout', '10', 'service2-number']);
    try {
      let api = await request(`${SITE_URL}/api/number`);
      // Until nginx looks the name up again, its connections to the removed addresses time out: 504.
      await waitUntil(async () => {
        if (api.status === 504) api = await request(`${SITE_URL}/api/number`);
        return api.status !== 504;
      });
      expect(api.status).toBe(502);
      expect(JSON.parse(api.body)).toMatchObject({ type: 'urn:quartet:problem:upstream-unavailable' });
      expect(api.headers['retry-after']).toEqual(['2']);
      const page = await request(SITE_URL, { headers: { Accept: 'text/html' } });
      expect([page.status, page.body]).toEqual([503, expect.stringContaining('number service')]);
    } finally {
      // Start the service even if this test fails, because later tests need it.
      await compose(['start', 'service2-number']);
    }
    await waitUntil(async () => (await request(`${SITE_URL}/api/number`)).status === 200);
    await waitUntil(async () => (await request(SITE_URL)).status === 200);
  });
});
