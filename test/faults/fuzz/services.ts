import type { OpenApi } from '../../across/open-api';
import { startBuiltSite } from '../../support/built-site';
import type { ServiceProcess } from '../../support/process';

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
  const { services, remove } = await startBuiltSite({
    // The default is the addresses of the services, which the check for internal text would report.
    API_URL: 'http://localhost/api',
  });
  await fetch(`${services.frontend.url}/?seed=quartet`);
  const documents = await Promise.all(
    Object.entries(services).map(async ([name, service]): Promise<[string, FuzzedService]> => {
      const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as OpenApi;
      return [name, { ...service, document }];
    }),
  );
  return { services: Object.fromEntries(documents), stop: remove };
}

/** The memory of a service in bytes. */
export async function residentMemory({ url }: ServiceProcess): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes\{.*\} (\S+)$/m.exec(metrics)?.[1]);
}
