import { type Readiness, readiness, type Status } from '@quartet/contracts';
import { type Kit, type RequestContext, ServiceError } from '@quartet/service-kit';
import type { UpstreamClient } from '@quartet/service-kit/client';
import type { Services } from './services';

interface Looked {
  service: Status['services'][number];
  ready?: Readiness;
}

/** How each service is: one replica of each is asked, and of the frontend it is this one. None is waited for longer than a second. */
export async function lookAround(kit: Kit, { clients }: Services, context: RequestContext): Promise<Status> {
  const looked = await Promise.all(clients.map((client) => look(client, context)));
  const { service: name, version, revision, replica } = kit;
  return {
    services: [{ name, state: 'up', version, revision, replica }, ...looked.map(({ service }) => service)],
    database: databaseOf(looked.find(({ service }) => service.name === 'product')?.ready),
  };
}

async function look(client: UpstreamClient, context: RequestContext): Promise<Looked> {
  const name = client.options.service;
  const call = { method: 'GET', path: '/health/ready', idempotent: false, schema: readiness } as const;
  try {
    const until = performance.now() + 1_000;
    const ready = await client.call({ ...call, unavailable: readiness }, { ...context, until });
    const { version, revision, replica } = ready;
    const state = ready.status === 'ready' ? 'up' : 'not ready';
    return { service: { name, state, version, revision, replica }, ready };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { service: { name, state: 'down', reason: error.message } };
  }
}

function databaseOf(product: Readiness | undefined): Status['database'] {
  const database = product?.dependencies.find(({ name }) => name === 'database');
  if (!database) return { state: 'unknown' };
  const { kind, waiting } = database.about ?? {};
  return {
    state: database.state === 'up' ? 'recording' : 'unavailable',
    ...(typeof kind === 'string' && { kind }),
    ...(typeof waiting === 'number' && { waiting }),
  };
}
