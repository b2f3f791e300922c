import { docker, inspect } from './support/docker';
import { compose, type Container, replicasOf, SERVICES } from './support/site';
import { failuresOf, stopVisitors, Visitors } from './support/visits';

afterEach(stopVisitors);

describe('The site under load', () => {
  it('serves every visit while one replica of each service stops with exit code 0', async () => {
    const stopping = await Promise.all(SERVICES.map(async (service) => (await replicasOf(service))[0] ?? ''));
    const visitors = new Visitors('stopped');
    await visitors.waitForVisits(100);
    await docker(['stop', ...stopping]);
    await visitors.waitForVisits(100);
    expect(failuresOf(await visitors.stop())).toEqual([]);
    const codes = (await inspect<Container>('container', stopping)).map(({ State }) => State.ExitCode);
    expect(codes).toEqual([0, 0, 0, 0]);
    await compose(['up', '--detach', '--no-recreate', '--wait']);
  });

  it('serves every visit while nginx reloads its configuration, and nginx stops with exit code 0', async () => {
    const [id = ''] = await replicasOf('nginx');
    const visitors = new Visitors('reloaded');
    await visitors.waitForVisits(50);
    await docker(['exec', id, 'nginx', '-s', 'reload']);
    await visitors.waitForVisits(200);
    expect(failuresOf(await visitors.stop())).toEqual([]);
    await compose(['stop', 'nginx']);
    expect((await inspect<Container>('container', [id]))[0]?.State.ExitCode).toBe(0);
    await compose(['up', '--detach', '--no-recreate', '--wait']);
  });
});
