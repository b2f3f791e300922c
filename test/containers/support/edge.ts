import { docker, inspect } from './docker';
import { waitUntil } from '../../support/wait-until';
import { compose, type Container } from './site';

/** One more nginx in front of the site, set up in its own way. */
export interface Edge {
  id: string;
  url: string;
  /** Over TLS, where it has a certificate. */
  secureUrl: string;
}

const started: string[] = [];

/** Starts one with those variables; resolves when it is healthy. */
export async function startEdge(
  variables: Record<string, string> = {},
  files: readonly string[] = [],
): Promise<Edge> {
  const edge = await runEdge(variables, files);
  await waitUntil(() => isHealthy(edge.id));
  return edge;
}

/** The same, and resolves while it is still about to start. */
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
