import { type ServiceProcess, startBuilt } from '../support/process';

/** Starts product services on one database, and kills all of them at the end of a test. */
export class ProductServices {
  private readonly started: ServiceProcess[] = [];

  constructor(private readonly databaseUrl: () => string) {}

  async start(env: Record<string, string> = {}): Promise<ServiceProcess> {
    const service = await startBuilt('service4-product', {
      DATABASE_URL: this.databaseUrl(),
      // Long, so that a slow commit on a busy machine does not time out.
      DATABASE_TIMEOUT_MS: '10000',
      // The service logs at this level that it listens.
      LOG_LEVEL: 'info',
      DRAIN_MS: '0',
      ...env,
    });
    this.started.push(service);
    return service;
  }

  async end(): Promise<void> {
    await Promise.all(this.started.splice(0).map(({ stop }) => stop('SIGKILL')));
  }
}

/** Returns how many objects are queued in a service. */
export async function countQueued({ url }: ServiceProcess): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^quartet_recording_queue_objects\S* (\d+)$/m.exec(metrics)?.[1]);
}
