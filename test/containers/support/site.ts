import { docker, dockerAloud, inspect } from './docker';

/** The services, as compose names them. */
export const SERVICES = [
  'service1-frontend',
  'service2-number',
  'service3-float',
  'service4-product',
] as const;

/** Under which compose has the site of the tests. */
export const PROJECT = 'quartet-test';

/** What the tests set: a port that may be free, and limits that a load of tests does not meet. */
const ENVIRONMENT = {
  COMPOSE_PROJECT_NAME: PROJECT,
  HTTP_PORT: process.env.TEST_HTTP_PORT ?? '18080',
  REQUESTS_PER_SECOND: '100000',
  REQUESTS_BURST: '100000',
  CONNECTIONS_PER_CLIENT: '1000',
  REVISION: 'test',
  DRAIN_MS: '2000',
};

export const URL_OF_SITE = `http://127.0.0.1:${ENVIRONMENT.HTTP_PORT}`;

/** Runs compose on the project's own file. */
export const compose = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  docker(['compose', ...args], { ...ENVIRONMENT, ...env });

export const composeAloud = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  dockerAloud(['compose', ...args], { ...ENVIRONMENT, ...env });

/** The ids of the running containers of a service. */
export const replicasOf = (service: string) => idsOf(['--status', 'running', service]);

async function idsOf(which: readonly string[]): Promise<string[]> {
  const ids = await compose(['ps', '--quiet', ...which]);
  return ids.split('\n').filter((id) => id !== '');
}

/** What one asks of a container. */
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

/** All containers of the site, running or not. */
export async function containers(): Promise<Container[]> {
  return inspect<Container>('container', await idsOf(['--all']));
}
