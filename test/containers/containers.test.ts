import { docker, inspect } from './support/docker';
import { ask } from './support/record';
import { type Container, containers, replicasOf, SERVICES } from './support/site';

let all: Container[];
beforeAll(async () => {
  all = await containers();
});

const serviceOf = ({ Config }: Container) => Config.Labels['com.docker.compose.service'] ?? '';
const each = <T>(value: (container: Container) => T) => new Map(all.map((one) => [one.Name, value(one)]));
/** What the kernel says of a container's first process. */
const statusOf = (id: string) => docker(['exec', id, 'cat', '/proc/1/status']);
const everyOne = <T>(value: T) => new Map(all.map(({ Name }) => [Name, value]));

describe('The containers of the site', () => {
  it('are nginx, three replicas of each service, and MariaDB, all healthy', () => {
    const counts: Record<string, number> = {};
    for (const one of all) counts[serviceOf(one)] = (counts[serviceOf(one)] ?? 0) + 1;
    expect(counts).toEqual({
      nginx: 1,
      database: 1,
      ...Object.fromEntries(SERVICES.map((name) => [name, 3])),
    });
    expect(each(({ State }) => State.Health?.Status)).toEqual(everyOne('healthy'));
  });

  it('run as users other than root, by what the kernel says', async () => {
    for (const { Id, Name } of all) {
      const status = await statusOf(Id);
      expect({ Name, uids: /^Uid:\s+(.*)$/m.exec(status)?.[1] }).not.toEqual({
        Name,
        uids: expect.stringMatching(/\b0\b/),
      });
    }
  });

  it('have no capabilities, and cannot get any', async () => {
    for (const { Id, Name } of all) {
      const status = await statusOf(Id);
      const lines = status.split('\n').filter((line) => /^(Cap|NoNewPrivs)/.test(line));
      const none = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].map(
        (set) => `${set}:\t0000000000000000`,
      );
      expect({ Name, lines }).toEqual({ Name, lines: [...none, 'NoNewPrivs:\t1'] });
    }
  });

  it('cannot write to their own file systems', async () => {
    expect(each(({ HostConfig }) => HostConfig.ReadonlyRootfs)).toEqual(everyOne(true));
    for (const { Id } of all)
      await expect(docker(['exec', Id, 'sh', '-c', 'echo x > /etc/x || echo x > /x'])).rejects.toThrow(
        'Read-only file system',
      );
  });

  it('have bounds of memory, processors and logs', () => {
    expect(each(({ HostConfig: { Memory, NanoCpus } }) => Memory > 0 && NanoCpus > 0)).toEqual(
      everyOne(true),
    );
    expect(each(({ HostConfig }) => HostConfig.LogConfig.Config)).toEqual(
      everyOne({ 'max-size': '10m', 'max-file': '3' }),
    );
  });

  it('publish one port in all: that of nginx', () => {
    const published = all.filter(({ NetworkSettings }) =>
      Object.values(NetworkSettings.Ports).some((ports) => ports !== null),
    );
    expect(published.map(serviceOf)).toEqual(['nginx']);
    expect(
      Object.keys(published[0]?.NetworkSettings.Ports ?? {}).filter(
        (port) => published[0]?.NetworkSettings.Ports[port],
      ),
    ).toEqual(['8080/tcp']);
  });

  it('reach of each other what they need, and of the world nothing', () => {
    const networks = (one: Container) =>
      Object.keys(one.NetworkSettings.Networks)
        .map((name) => name.replace(/^.*_/, ''))
        .sort();
    const expected = (one: Container) =>
      ({ nginx: ['back', 'edge'], 'service4-product': ['back', 'data'], database: ['data'] })[
        serviceOf(one)
      ] ?? ['back'];
    expect(each(networks)).toEqual(each(expected));
  });

  it('keep passwords out of their environment and command', async () => {
    const secrets = await docker([
      'exec',
      (await replicasOf('database'))[0] ?? '',
      'sh',
      '-c',
      'cat /run/secrets/*',
    ]);
    const described = JSON.stringify(all);
    for (const secret of secrets.match(/.{40,44}/g) ?? []) expect(described).not.toContain(secret);
    expect(secrets.length).toBeGreaterThan(60);
  });
});

describe('MariaDB', () => {
  it('lets its administrator in from its own container alone, so that there is one password to change', async () => {
    expect(await ask("select user, host from mysql.user where user = 'root'")).toEqual([
      ['root', 'localhost'],
    ]);
  });
});

describe('The image of a service', () => {
  it.each(SERVICES)('%s holds what runs, and nothing else', async (service) => {
    const [id = ''] = await replicasOf(service);
    const find = 'find / -xdev -not -path "/proc/*" 2> /dev/null; true';
    const paths = (await docker(['exec', id, 'sh', '-c', find])).split('\n');
    expect(paths).toContain(`/app/${service}/dist/server.js`);
    const needless =
      /^\/app\/(.*\.ts|.*node_modules\/(typescript|jest)|(packages\/)?[^/]*\/(src|test)|tools)$|\/bin\/(npm|npx)$/;
    expect(paths.filter((path) => needless.test(path))).toEqual([]);
    const others = SERVICES.filter((name) => name !== service);
    expect(paths.filter((path) => others.some((name) => path.includes(name)))).toEqual([]);
  });

  it.each([...SERVICES, 'nginx'])('%s says what it is', async (service) => {
    const [image] = await inspect<Pick<Container, 'Config'>>('image', [`quartet/${service}:latest`]);
    expect(image?.Config.Labels).toMatchObject({
      'org.opencontainers.image.title': `quartet/${service}`,
      'org.opencontainers.image.version': 'latest',
      'org.opencontainers.image.revision': 'test',
      'org.opencontainers.image.licenses': 'MIT',
    });
  });
});
