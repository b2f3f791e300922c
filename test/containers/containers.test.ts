import { docker, inspect } from './support/docker';
import { query } from './support/database';
import { type Container, containers, replicasOf, SERVICES } from './support/site';

let all: Container[];
beforeAll(async () => {
  all = await containers();
});

const serviceOf = ({ Config }: Container) => Config.Labels['com.docker.compose.service'] ?? '';
/** A value of each container, by container name. */
const valuesOf = <T>(select: (container: Container) => T) =>
  new Map(all.map((container) => [container.Name, select(container)]));
/** The kernel's status of a container's first process. */
const statusOf = (id: string) => docker(['exec', id, 'cat', '/proc/1/status']);
const sameForAll = <T>(value: T) => new Map(all.map(({ Name }) => [Name, value]));

describe('The containers of the site', () => {
  it('are nginx, three replicas of each service, and MariaDB, all healthy', () => {
    const counts: Record<string, number> = {};
    for (const name of all.map(serviceOf)) counts[name] = (counts[name] ?? 0) + 1;
    expect(counts).toEqual({
      nginx: 1,
      database: 1,
      ...Object.fromEntries(SERVICES.map((name) => [name, 3])),
    });
    expect(valuesOf(({ State }) => State.Health?.Status)).toEqual(sameForAll('healthy'));
  });

  it('run as users other than root', async () => {
    for (const { Id, Name } of all) {
      const status = await statusOf(Id);
      expect({ Name, uids: /^Uid:\s+(.*)$/m.exec(status)?.[1] }).not.toEqual({
        Name,
        uids: expect.stringMatching(/\b0\b/),
      });
    }
  });

  it('have no capabilities and cannot gain any', async () => {
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
    expect(valuesOf(({ HostConfig }) => HostConfig.ReadonlyRootfs)).toEqual(sameForAll(true));
    for (const { Id } of all)
      await expect(docker(['exec', Id, 'sh', '-c', 'echo x > /etc/x || echo x > /x'])).rejects.toThrow(
        'Read-only file system',
      );
  });

  it('have limits for memory, CPU and logs', () => {
    expect(valuesOf(({ HostConfig: { Memory, NanoCpus } }) => Memory > 0 && NanoCpus > 0)).toEqual(
      sameForAll(true),
    );
    expect(valuesOf(({ HostConfig }) => HostConfig.LogConfig.Config)).toEqual(
      sameForAll({ 'max-size': '10m', 'max-file': '3' }),
    );
  });

  it('publish only the HTTP port of nginx', () => {
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

  it('are attached only to the networks that they need', () => {
    const networks = ({ NetworkSettings }: Container) =>
      Object.keys(NetworkSettings.Networks)
        .map((name) => name.replace(/^.*_/, ''))
        .sort();
    const expected = (container: Container) =>
      ({ nginx: ['back', 'edge'], 'service4-product': ['back', 'data'], database: ['data'] })[
        serviceOf(container)
      ] ?? ['back'];
    expect(valuesOf(networks)).toEqual(valuesOf(expected));
  });

  it('have no passwords in their environment or command', async () => {
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
  it('has one root account, which connects only from the database container', async () => {
    expect(await query("select user, host from mysql.user where user = 'root'")).toEqual([
      ['root', 'localhost'],
    ]);
  });
});

describe('The image', () => {
  it.each(SERVICES)(
    'of %s contains its service without sources, build tools and other services',
    async (service) => {
      const [id = ''] = await replicasOf(service);
      const find = 'find / -xdev -not -path "/proc/*" 2> /dev/null; true';
      const paths = (await docker(['exec', id, 'sh', '-c', find])).split('\n');
      expect(paths).toContain(`/app/${service}/dist/server.js`);
      const unneeded =
        /^\/app\/(.*\.ts|.*node_modules\/(typescript|jest)|(packages\/)?[^/]*\/(src|test)|tools)$|\/bin\/(npm|npx)$/;
      expect(paths.filter((path) => unneeded.test(path))).toEqual([]);
      const others = SERVICES.filter((name) => name !== service);
      expect(paths.filter((path) => others.some((name) => path.includes(name)))).toEqual([]);
    },
  );

  it.each([...SERVICES, 'nginx'])(
    'of %s has labels for title, version, revision and license',
    async (service) => {
      const [image] = await inspect<Pick<Container, 'Config'>>('image', [`quartet/${service}:latest`]);
      expect(image?.Config.Labels).toMatchObject({
        'org.opencontainers.image.title': `quartet/${service}`,
        'org.opencontainers.image.version': 'latest',
        'org.opencontainers.image.revision': 'test',
        'org.opencontainers.image.licenses': 'MIT',
      });
    },
  );
});
