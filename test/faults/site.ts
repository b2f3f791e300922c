import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { type ServiceProcess, startBuilt } from '../support/process';
import { DATABASE_NAME, type MariadbDatabase, mariadbDatabase } from '../crash/databases';
import { FaultProxy } from './proxy';

const SERVICES = ['frontend', 'number', 'float', 'product'] as const;
const HOPS = ['number', 'float', 'product', 'database'] as const;
export type ServiceName = (typeof SERVICES)[number];
export type Hop = (typeof HOPS)[number];

const FOLDERS: Record<ServiceName, string> = {
  frontend: 'service1-frontend',
  number: 'service2-number',
  float: 'service3-float',
  product: 'service4-product',
};

const portOf = ({ url }: ServiceProcess) => new URL(url).port;

/** The four built services with their default settings and MariaDB, with a proxy on each hop between them. */
export class FaultySite {
  private readonly environments = new Map<ServiceName, Record<string, string>>();

  private constructor(
    readonly database: MariadbDatabase,
    readonly proxies: Record<Hop, FaultProxy>,
    readonly services: Record<ServiceName, ServiceProcess>,
  ) {}

  static async start(): Promise<FaultySite> {
    const database = await mariadbDatabase();
    const databaseProxy = await FaultProxy.start({ path: database.server.socket });
    const productEnvironment = {
      DATABASE_URL: `mysql://root@127.0.0.1:${databaseProxy.port}/${DATABASE_NAME}`,
    };
    const [number, float, product] = await Promise.all([
      startService('number'),
      startService('float'),
      startService('product', productEnvironment),
    ]);
    const proxyOf = (service: ServiceProcess) =>
      FaultProxy.start({ host: '127.0.0.1', port: Number(portOf(service)) });
    const proxies = {
      number: await proxyOf(number),
      float: await proxyOf(float),
      product: await proxyOf(product),
      database: databaseProxy,
    };
    const urlOf = (hop: Hop) => `http://127.0.0.1:${proxies[hop].port}`;
    const urls = { NUMBER_URL: urlOf('number'), FLOAT_URL: urlOf('float'), PRODUCT_URL: urlOf('product') };
    const frontend = await startService('frontend', urls);
    const site = new FaultySite(database, proxies, { frontend, number, float, product });
    site.environments.set('product', productEnvironment).set('frontend', urls);
    return site;
  }

  get url(): string {
    return this.services.frontend.url;
  }

  /** Starts a service that has ended again, with the same address. */
  async restart(name: ServiceName): Promise<void> {
    const PORT = portOf(this.services[name]);
    this.services[name] = await startService(name, { ...this.environments.get(name), PORT });
  }

  async remove(): Promise<void> {
    await Promise.all(SERVICES.map((name) => this.services[name].stop('SIGKILL')));
    await Promise.all(HOPS.map((hop) => this.proxies[hop].close()));
    await this.database.remove();
  }
}

const startService = (name: ServiceName, env: Record<string, string> = {}) =>
  startBuilt(FOLDERS[name], { LOG_LEVEL: 'info', ...env });

/** The open files and sockets of a process, and its resident memory in MiB. */
export async function resourcesOf({ child }: ServiceProcess): Promise<{ files: number; memoryMb: number }> {
  const folder = `/proc/${child.pid ?? 0}`;
  if (!existsSync(folder)) throw new Error('The service has exited.');
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`${folder}/status`, 'utf8')) ?? [];
  return { files: (await readdir(`${folder}/fd`)).length, memoryMb: Number(kilobytes) / 1_024 };
}
