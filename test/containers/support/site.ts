import { docker, dockerWithOutput, inspect } from './docker';

/** The compose names of the services. */
export const SERVICES = [
  'service1-frontend',
  'service2-number',
  'service3-float',
  'service4-product',
] as const;

/** The compose project of the tests. */
export const PROJECT = 'quartet-test';

/** An unusual port, and limits that are high enough for the load of the tests. */
const ENVIRONMENT = {
  COMPOSE_PROJECT_NAME: PROJECT,
  HTTP_PORT: process.env.TEST_HTTP_PORT ?? '18080',
  REQUESTS_PER_SECOND: '100000',
  REQUESTS_BURST: '100000',
  OBJECTS_PER_HOUR: '100000000',
  CONNECTIONS_PER_CLIENT: '1000',
  REVISION: 'test',
  DRAIN_MS: '2000',
};

export const SITE_URL = `http://127.0.0.1:${ENVIRONMENT.HTTP_PORT}`;

/** Runs `docker compose` on docker-compose.yaml and returns its standard output. */
export const compose = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  docker(['compose', ...args], { ...ENVIRONMENT, ...env });

export const composeWithOutput = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  dockerWithOutput(['compose', ...args], { ...ENVIRONMENT, ...env });

/** Returns the ids of the running containers of a service. */
export const replicasOf = (service: string) => idsOf(['--status', 'running', service]);

async function idsOf(filter: readonly string[]): Promise<string[]> {
  const ids = await compose(['ps', '--quiet', ...filter]);
  return ids.split('\n').filter((id) => id !== '');
}

/** The fields of `docker inspect` that the tests read. */
export interface Container {
  Id: string;
  Name: string;
  Config: { Labels: Record<string, string> };
  State: { Health?: { Status: string }; Pid: number; ExitCode: number };
  HostConfig: {
    ReadonlyRootfs: boolean;
    Memory: number;
    NanoCpus: number;
    LogConfig: { Config: Record<string, string> };
  };
  NetworkSettings: {
    Networks: Record<string, unknown>;
    Ports: Record<string, { HostPort: string }[] | null>;
  };
}

/** Returns all containers of the site, running or not. */
export async function containers(): Promise<Container[]> {
  return inspect<Container>('container', await idsOf(['--all']));
}
