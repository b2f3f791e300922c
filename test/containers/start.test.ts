import { waitUntil } from '../support/wait-until';
import { docker } from './support/docker';
import { removeEdges, runEdge } from './support/edge';
import { request } from './support/http';
import { compose } from './support/site';

/** A DNS server that forwards to Docker's DNS server and delays each response by 500 ms. */
const SLOW_DNS_SERVER = `
  const { createSocket } = require('node:dgram');
  const server = createSocket('udp4');
  server.on('message', (query, { port, address }) => {
    const docker = createSocket('udp4');
    docker.once('message', (response) => {
      docker.close();
      setTimeout(() => server.send(response, port, address), 500);
    });
    docker.send(query, 53, '127.0.0.11');
  });
  server.bind(5353);
`;

let dnsServer = '';
afterEach(async () => {
  await removeEdges();
  await docker(['rm', '--force', dnsServer]);
});

it('nginx accepts no connection before it has resolved the replicas', async () => {
  dnsServer = await compose([
    'run',
    '--detach',
    '--no-deps',
    'service2-number',
    'node',
    '-e',
    SLOW_DNS_SERVER,
  ]);
  const { url } = await runEdge({
    NGINX_ENTRYPOINT_LOCAL_RESOLVERS: '',
    NGINX_LOCAL_RESOLVERS: `${await addressOf(dnsServer)}:5353`,
  });
  const statuses = await Promise.all(
    ['/', '/api/number', '/api/float', '/api/rules'].map((path) => firstStatus(url + path)),
  );
  expect(statuses).toEqual([200, 200, 200, 200]);
});

/** Repeats a request until there is a response; returns its status. */
async function firstStatus(url: string): Promise<number> {
  let status = 0;
  const hasResponse = async () => {
    ({ status } = await request(url).catch(() => ({ status: 0 })));
    return status !== 0;
  };
  await waitUntil(hasResponse);
  return status;
}

const addressOf = (id: string) =>
  docker(['inspect', '--format', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', id]);
