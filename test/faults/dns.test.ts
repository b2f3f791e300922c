import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtServer, type ServiceProcess, startBuilt, startCommand } from '../support/process';
import { waitUntil } from '../support/wait-until';
import { isExpected, isShown, Visitor } from './visits';

/** Replaces the files of the name resolution for one process. Needs root. */
const WITH_FILES =
  'mount --bind "$1/hosts" /etc/hosts && mount --bind "$1/resolv.conf" /etc/resolv.conf && exec "$2" "$3"';
/** Longer than the time after which addresses are looked up again. */
const LOOKED_UP_MS = 2_500;

describe('A frontend whose upstream has a DNS name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-dns-'));
  const services: ServiceProcess[] = [];
  const visitors: Visitor[] = [];

  const setNames = (hosts: string) => {
    writeFileSync(join(folder, 'hosts'), hosts);
  };

  async function start(name: string, env: Record<string, string> = {}): Promise<ServiceProcess> {
    const service = await startBuilt(name, { LOG_LEVEL: 'info', ...env });
    services.push(service);
    return service;
  }

  /** Starts a frontend that finds the number service by the name `number.test`. */
  async function startFrontend(): Promise<Visitor> {
    const [number, float, product] = services;
    const command = ['--mount', 'sh', '-c', WITH_FILES, 'sh', folder, process.execPath];
    const frontend = await startCommand('unshare', [...command, builtServer('service1-frontend')], {
      LOG_LEVEL: 'info',
      NUMBER_URL: `http://number.test:${new URL(number!.url).port}`,
      FLOAT_URL: float!.url,
      PRODUCT_URL: product!.url,
    });
    services.push(frontend);
    const visitor = new Visitor(frontend.url);
    visitors.push(visitor);
    return visitor;
  }

  beforeAll(async () => {
    setNames('');
    // Nothing listens there, so that names which are not in the file fail at once.
    writeFileSync(join(folder, 'resolv.conf'), 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
    await start('service2-number');
    await start('service3-float');
    await start('service4-product', { DATABASE_URL: `sqlite:${join(folder, 'quartet.db')}` });
  }, 60_000);
  afterAll(async () => {
    for (const visitor of visitors) visitor.close();
    await Promise.all(services.map(({ stop }) => stop('SIGKILL')));
    rmSync(folder, { recursive: true });
  });

  it('fails clearly while the name has no address, and works as soon as it has one', async () => {
    setNames('');
    const visitor = await startFrontend();
    const failed = await visitor.visit('no address');
    expect(failed).toMatchObject({
      status: 503,
      body: { detail: 'The number service cannot be reached.' },
    });
    expect(isExpected(failed)).toBe(true);
    setNames('127.0.0.1 number.test\n');
    await waitUntil(async () => isShown(await visitor.visit('an address')));
  });

  it('keeps the last addresses while DNS fails', async () => {
    setNames('127.0.0.1 number.test\n');
    const visitor = await startFrontend();
    await waitUntil(async () => isShown(await visitor.visit('before')));
    setNames('');
    const end = performance.now() + LOOKED_UP_MS;
    while (performance.now() < end) {
      expect(await visitor.visit('during')).toMatchObject({ status: 200 });
      await sleep(100);
    }
  });
});
