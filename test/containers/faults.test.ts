import { docker, inspect } from './support/docker';
import { recorded } from './support/record';
import { compose, type Container, replicasOf, SERVICES } from './support/site';
import { failuresOf, stopVisitors, type Visit, Visitors } from './support/visits';
import { waitUntil } from '../support/wait-until';

afterEach(stopVisitors);

/** Ends a container's process as a crash does. `docker kill` is an order instead, after which Docker does not start it again by itself. */
async function crash(id: string): Promise<void> {
  const [container] = await inspect<Container>('container', [id]);
  const image = 'quartet/service1-frontend:latest';
  const kill = ['sh', '-c', `kill -9 ${container?.State.Pid ?? 0}`];
  await docker(['run', '--rm', '--privileged', '--user', 'root', '--pid', 'host', image, ...kill]);
}

describe('Under load', () => {
  it.each(SERVICES)(
    'replicas of %s that crash, or are killed, cost no visit, and come back',
    async (service) => {
      const [first = '', second = '', third] = await replicasOf(service);
      const areBack = async () =>
        (await replicasOf(service)).sort().join() === [first, second, third].sort().join();
      const visitors = new Visitors(`killed-${service}`);
      await visitors.make(100);
      await crash(first);
      await visitors.make(100);
      await waitUntil(areBack);
      await docker(['kill', second]);
      await visitors.make(100);
      await compose(['up', '--detach', '--no-recreate', service]);
      await waitUntil(areBack);
      await visitors.make(100);
      const visits = await visitors.stop();
      expect(failuresOf(visits)).toEqual([]);
      await waitUntil(async () => (await recorded(visitors.name)).size === visits.length);
      expect([...(await recorded(visitors.name)).values()].filter((count) => count !== 1)).toEqual([]);
    },
  );

  it.each(SERVICES)('a replica of %s that hangs is passed over', async (service) => {
    const [id = ''] = await replicasOf(service);
    const visitors = new Visitors(`frozen-${service}`);
    await visitors.make(50);
    await docker(['pause', id]);
    let slow: Visit[];
    try {
      await visitors.finishCurrent();
      const before = visitors.visits.length;
      await visitors.make(200);
      slow = visitors.visits.slice(before).filter(({ ms }) => ms > 900);
    } finally {
      // Whatever came of it, or all tests after this one would meet it.
      await docker(['unpause', id]);
    }
    await visitors.make(50);
    expect(failuresOf(await visitors.stop())).toEqual([]);
    // Now and then somebody has to try whether it is back.
    expect(slow.length).toBeLessThan(20);
  });

  it('MariaDB that is stopped and started costs no visit, and what was drawn meanwhile is recorded', async () => {
    const visitors = new Visitors('database-away');
    await visitors.make(100);
    await compose(['stop', 'database']);
    await visitors.make(100);
    await compose(['start', 'database']);
    await visitors.make(100);
    // Before it listens, there is nobody to ask what is recorded.
    await compose(['up', '--detach', '--no-recreate', '--wait', 'database']);
    const visits = await visitors.stop();
    expect(failuresOf(visits)).toEqual([]);
    expect(visits.filter(({ isRecorded }) => isRecorded === false).length).toBeGreaterThan(50);
    await waitUntil(async () => (await recorded('database-away')).size === visits.length);
  });
});

describe('When the whole site is taken down and brought up again', () => {
  it('still has its history', async () => {
    const visitors = new Visitors('before');
    await visitors.make(10);
    const [{ id } = { id: '' }] = await visitors.stop();
    await waitUntil(async () => (await recorded('before')).has(id ?? ''));
    await compose(['down', '--timeout', '1']);
    await compose(['up', '--detach', '--wait']);
    expect((await recorded('before')).get(id ?? '')).toBe(1);
  });
});
