import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenApi } from '../../across/open-api';
import { type ServiceProcess, startBuilt } from '../../support/process';

/** A running service with its OpenAPI document. */
export interface FuzzedService extends ServiceProcess {
  document: OpenApi;
}

export interface Site {
  services: Record<string, FuzzedService>;
  stop: () => Promise<void>;
}

/** Starts the four services and draws the object that the samples refer to. */
export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-fuzz-'));
  const started: ServiceProcess[] = [];
  const start = async (name: string, env: Record<string, string> = {}) => {
    const service = await startBuilt(name, { LOG_LEVEL: 'info', ...env });
    started.push(service);
    return service;
  };
  const number = await start('service2-number');
  const float = await start('service3-float');
  const product = await start('service4-product', { DATABASE_URL: `sqlite:${join(folder, 'quartet.db')}` });
  const frontend = await start('service1-frontend', {
    NUMBER_URL: number.url,
    FLOAT_URL: float.url,
    PRODUCT_URL: product.url,
    // The default is the addresses of the services, which the check for internal text would report.
    API_URL: 'http://localhost/api',
  });
  await fetch(`${frontend.url}/?seed=quartet`);
  const stop = async () => {
    await Promise.all(started.map((service) => service.stop('SIGKILL')));
    rmSync(folder, { recursive: true });
  };
  const services = { number, float, product, frontend };
  const documents = await Promise.all(
    Object.entries(services).map(async ([name, service]): Promise<[string, FuzzedService]> => {
      const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as OpenApi;
      return [name, { ...service, document }];
    }),
  );
  return { services: Object.fromEntries(documents), stop };
}

/** The memory of a service in bytes. */
export async function residentMemory({ url }: ServiceProcess): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes\{.*\} (\S+)$/m.exec(metrics)?.[1]);
}
