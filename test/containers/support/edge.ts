import { docker, inspect } from './docker';
import { waitUntil } from '../../support/wait-until';
import { compose, type Container } from './site';

/** An additional nginx container in front of the site, with its own settings. */
export interface Edge {
  id: string;
  url: string;
  /** The HTTPS port, if the container has a certificate. */
  secureUrl: string;
}

const started: string[] = [];

/** Starts an nginx container with environment variables and compose files; resolves when it is healthy. */
export async function startEdge(
  variables: Record<string, string> = {},
  files: readonly string[] = [],
): Promise<Edge> {
  const edge = await runEdge(variables, files);
  await waitUntil(() => isHealthy(edge.id));
  return edge;
}

/** Starts an nginx container without waiting until it is healthy. */
export async function runEdge(
  variables: Record<string, string> = {},
  files: readonly string[] = [],
): Promise<Edge> {
  const env = Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const ports = ['--publish', '127.0.0.1::8080', '--publish', '127.0.0.1::8443'];
  const id = await compose([
    ...files.flatMap((file) => ['--file', file]),
    'run',
    '--detach',
    '--no-deps',
    ...env,
    ...ports,
    'nginx',
  ]);
  started.push(id);
  const [container] = await inspect<Container>('container', [id]);
  const address = (port: string) =>
    `127.0.0.1:${container?.NetworkSettings.Ports[port]?.[0]?.HostPort ?? '0'}`;
  return { id, url: `http://${address('8080/tcp')}`, secureUrl: `https://${address('8443/tcp')}` };
}

export async function removeEdges(): Promise<void> {
  if (started.length > 0) await docker(['rm', '--force', ...started.splice(0)]);
}

const isHealthy = async (id: string) => {
  const [container] = await inspect<Container>('container', [id]);
  return container?.State.Health?.Status === 'healthy';
};
