import { waitUntil } from '../support/wait-until';
import { docker } from './support/docker';
import { removeEdges, runEdge } from './support/edge';
import { ask } from './support/http';
import { compose } from './support/site';

/** A name server that is in no hurry: Docker's own, half a second later. */
const SLOW_NAME_SERVER = `
  const { createSocket } = require('node:dgram');
  const server = createSocket('udp4');
  server.on('message', (question, { port, address }) => {
    const docker = createSocket('udp4');
    docker.once('message', (answer) => {
      docker.close();
      setTimeout(() => server.send(answer, port, address), 500);
    });
    docker.send(question, 53, '127.0.0.11');
  });
  server.bind(5353);
`;

let nameServer = '';
afterEach(async () => {
  await removeEdges();
  await docker(['rm', '--force', nameServer]);
});

it('nginx that starts takes no request before it knows the replicas', async () => {
  nameServer = await compose([
    ...['run', '--detach', '--no-deps', 'service2-number'],
    ...['node', '-e', SLOW_NAME_SERVER],
  ]);
  const { url } = await runEdge({
    NGINX_ENTRYPOINT_LOCAL_RESOLVERS: '',
    NGINX_LOCAL_RESOLVERS: `${await addressOf(nameServer)}:5353`,
  });
  const statuses = await Promise.all(
    ['/', '/api/number', '/api/float', '/api/rules'].map((path) => firstStatus(url + path)),
  );
  expect(statuses).toEqual([200, 200, 200, 200]);
});

/** Asks until somebody answers. */
async function firstStatus(url: string): Promise<number> {
  let status = 0;
  const answers = async () => {
    ({ status } = await ask(url).catch(() => ({ status: 0 })));
    return status !== 0;
  };
  await waitUntil(answers);
  return status;
}

const addressOf = (id: string) =>
  docker(['inspect', '--format', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', id]);
