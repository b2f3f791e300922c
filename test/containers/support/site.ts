import { docker, dockerAloud, inspect } from './docker';

/** The replicas and the database, as compose names them. */
export const SERVICES = [
  'service1-frontend',
  'service2-number',
  'service3-float',
  'service4-product',
] as const;

const PROJECT = 'quartet-test';

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
export async function replicasOf(service: string): Promise<string[]> {
  const ids = await compose(['ps', '--quiet', '--status', 'running', service]);
  return ids.split('\n').filter((id) => id !== '');
}

/** What one asks of a container. */
export interface Container {
  Id: string;
  Name: string;
  Config: { User: string; Labels: Record<string, string>; Env: string[] };
  State: { Status: string; Health?: { Status: string }; Pid: number; ExitCode: number };
  HostConfig: {
    ReadonlyRootfs: boolean;
    CapDrop: string[] | null;
    CapAdd: string[] | null;
    Privileged: boolean;
    SecurityOpt: string[];
    Memory: number;
    NanoCpus: number;
    LogConfig: { Type: string; Config: Record<string, string> };
    PortBindings: Record<string, { HostPort: string }[]>;
  };
  NetworkSettings: {
    Networks: Record<string, { IPAddress: string }>;
    Ports: Record<string, { HostPort: string }[] | null>;
  };
}

/** All containers of the site, running or not. */
export async function containers(): Promise<Container[]> {
  const ids = (await compose(['ps', '--all', '--quiet'])).split('\n').filter((id) => id !== '');
  return inspect<Container>('container', ids);
}
