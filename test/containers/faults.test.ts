import { docker, inspect } from './support/docker';
import { recordedRows } from './support/database';
import { request } from './support/http';
import { compose, type Container, replicasOf, SERVICES, SITE_URL } from './support/site';
import { failuresOf, stopVisitors, type Visit, Visitors } from './support/visits';
import { waitUntil } from '../support/wait-until';

afterEach(stopVisitors);

/** Kills a container's process from outside, like a crash: Docker restarts the container, which it does not after `docker kill`. */
async function crash(id: string): Promise<void> {
  const [container] = await inspect<Container>('container', [id]);
  const image = 'quartet/service1-frontend:latest';
  const kill = ['sh', '-c', `kill -9 ${container?.State.Pid ?? 0}`];
  await docker(['run', '--rm', '--privileged', '--user', 'root', '--pid', 'host', image, ...kill]);
}

describe('The site under load', () => {
  it.each(SERVICES)(
    'serves every visit while replicas of %s crash or are killed, and they run again',
    async (service) => {
      const [first = '', second = '', third] = await replicasOf(service);
      const areRunning = async () =>
        (await replicasOf(service)).sort().join() === [first, second, third].sort().join();
      const visitors = new Visitors(`killed-${service}`);
      await visitors.waitForVisits(100);
      await crash(first);
      await visitors.waitForVisits(100);
      await waitUntil(areRunning);
      await docker(['kill', second]);
      await visitors.waitForVisits(100);
      await compose(['up', '--detach', '--no-recreate', service]);
      await waitUntil(areRunning);
      await visitors.waitForVisits(100);
      const visits = await visitors.stop();
      expect(failuresOf(visits)).toEqual([]);
      await waitUntil(async () => (await recordedRows(visitors.name)).size === visits.length);
      expect([...(await recordedRows(visitors.name)).values()].filter((count) => count !== 1)).toEqual([]);
    },
  );

  it.each(SERVICES)('skips a replica of %s that hangs', async (service) => {
    const [id = ''] = await replicasOf(service);
    const visitors = new Visitors(`frozen-${service}`);
    await visitors.waitForVisits(50);
    await docker(['pause', id]);
    let slow: Visit[];
    try {
      await visitors.finishCurrent();
      const before = visitors.visits.length;
      await visitors.waitForVisits(200);
      slow = visitors.visits.slice(before).filter(({ ms }) => ms > 900);
    } finally {
      // Resume the replica even if this test fails, because later tests need it.
      await docker(['unpause', id]);
    }
    await visitors.waitForVisits(50);
    expect(failuresOf(await visitors.stop())).toEqual([]);
    // A few slow visits are expected: clients try the replica again every few seconds.
    expect(slow.length).toBeLessThan(20);
  });

  it('repeats a GET to a replica that hangs, but not a POST, whose body may be the cause', async () => {
    const [id = ''] = await replicasOf('service2-number');
    const send = async (method: 'GET' | 'POST') => {
      const url = `${SITE_URL}/api/numbers`;
      const headers = { 'Content-Type': 'application/json' };
      const body = '{"draws":[{}]}';
      return (await request(url, method === 'GET' ? {} : { method, headers, body })).status;
    };
    // nginx sends each request to the least busy replica, so that three at the same time reach all three.
    const sendThree = (method: 'GET' | 'POST') => Promise.all([send(method), send(method), send(method)]);
    await docker(['pause', id]);
    try {
      expect(await sendThree('POST')).toContain(504);
      expect(await sendThree('GET')).toEqual([200, 200, 200]);
    } finally {
      await docker(['unpause', id]);
    }
    await waitUntil(async () => (await sendThree('POST')).every((status) => status === 200));
  });

  it('serves every visit while MariaDB is down, and records their objects later', async () => {
    const visitors = new Visitors('database-down');
    await visitors.waitForVisits(100);
    await compose(['stop', 'database']);
    await visitors.waitForVisits(100);
    await compose(['start', 'database']);
    await visitors.waitForVisits(100);
    // The queries below need a database that accepts connections.
    await compose(['up', '--detach', '--no-recreate', '--wait', 'database']);
    const visits = await visitors.stop();
    expect(failuresOf(visits)).toEqual([]);
    expect(visits.filter(({ isRecorded }) => isRecorded === false).length).toBeGreaterThan(50);
    await waitUntil(async () => (await recordedRows('database-down')).size === visits.length);
  });
});

describe('The history', () => {
  it('survives `docker compose down` and `docker compose up`', async () => {
    const visitors = new Visitors('before');
    await visitors.waitForVisits(10);
    const [{ id } = { id: '' }] = await visitors.stop();
    await waitUntil(async () => (await recordedRows('before')).has(id ?? ''));
    await compose(['down', '--timeout', '1']);
    await compose(['up', '--detach', '--wait']);
    expect((await recordedRows('before')).get(id ?? '')).toBe(1);
  });
});
