import { setTimeout as sleep } from 'node:timers/promises';
import { docker, inspect } from './support/docker';
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
  const answers = await Promise.all(
    ['/', '/api/number', '/api/float', '/api/rules'].map((path) => firstAnswer(url + path)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
});

/** Asks until somebody answers. */
async function firstAnswer(url: string) {
  const until = performance.now() + 20_000;
  for (;;) {
    try {
      return await ask(url);
    } catch (error) {
      if (performance.now() > until) throw error;
      await sleep(5);
    }
  }
}

async function addressOf(id: string): Promise<string> {
  interface Addresses {
    NetworkSettings: { Networks: Record<string, { IPAddress: string }> };
  }
  const [container] = await inspect<Addresses>('container', [id]);
  const [network] = Object.values(container?.NetworkSettings.Networks ?? {});
  return network?.IPAddress ?? '';
}
