import { type ServiceProcess, startBuilt } from '../support/process';

/** Product services over one database, of which none outlives its test. */
export class ProductServices {
  private readonly started: ServiceProcess[] = [];

  constructor(private readonly databaseUrl: () => string) {}

  async start(env: Record<string, string> = {}): Promise<ServiceProcess> {
    const service = await startBuilt('service4-product', {
      DATABASE_URL: this.databaseUrl(),
      // A commit that is slow on a busy machine is none of the failures here.
      DATABASE_TIMEOUT_MS: '10000',
      // Listening is told at this level.
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

/** How many objects wait in a service for its database. */
export async function waitingIn({ url }: ServiceProcess): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^quartet_recording_queue_objects\S* (\d+)$/m.exec(metrics)?.[1]);
}
