import { type Readiness, readiness, type Status } from '@quartet/contracts';
import { type Kit, type RequestContext, ServiceError } from '@quartet/service-kit';
import type { UpstreamClient } from '@quartet/service-kit/client';
import type { Services } from './services';

const CHECK_TIMEOUT_MS = 1_000;

interface ServiceCheck {
  service: Status['services'][number];
  /** Missing if the service did not answer. */
  readiness?: Readiness;
}

/** Reports this replica of the frontend, one replica of each other service, and the database. */
export async function collectStatus(
  kit: Kit,
  { clients }: Services,
  context: RequestContext,
): Promise<Status> {
  const checks = await Promise.all(clients.map((client) => checkService(client, context)));
  const { service: name, version, revision, replica } = kit;
  return {
    services: [{ name, state: 'up', version, revision, replica }, ...checks.map(({ service }) => service)],
    database: databaseStatus(checks.find(({ service }) => service.name === 'product')?.readiness),
  };
}

const replicasOf = ({ replicaCount, unhealthyReplicaCount }: UpstreamClient) => ({
  known: replicaCount,
  unhealthy: unhealthyReplicaCount,
});

async function checkService(client: UpstreamClient, context: RequestContext): Promise<ServiceCheck> {
  const name = client.options.service;
  const call = { method: 'GET', path: '/health/ready', idempotent: false, schema: readiness } as const;
  try {
    const until = performance.now() + CHECK_TIMEOUT_MS;
    const ready = await client.call({ ...call, unavailable: readiness }, { ...context, until });
    const { version, revision, replica } = ready;
    const state = ready.status === 'ready' ? 'up' : 'not ready';
    const replicas = replicasOf(client);
    return { service: { name, state, version, revision, replica, replicas }, readiness: ready };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { service: { name, state: 'down', reason: error.message, replicas: replicasOf(client) } };
  }
}

/** The state of the database, as the product service reports it. */
function databaseStatus(product: Readiness | undefined): Status['database'] {
  const database = product?.dependencies.find(({ name }) => name === 'database');
  if (!database) return { state: 'unknown' };
  const { kind, waiting } = database.about ?? {};
  return {
    state: database.state === 'up' ? 'recording' : 'unavailable',
    ...(typeof kind === 'string' && { kind }),
    ...(typeof waiting === 'number' && { waiting }),
  };
}
