import { randomBytes } from 'node:crypto';
import { docker } from './support/docker';
import { ask, get } from './support/http';
import { logOf } from './support/log';
import { PROJECT, SERVICES, URL_OF_SITE } from './support/site';

describe('A request', () => {
  it('by a method that nobody knows is refused by nginx, under one id', async () => {
    const { status, headers, body } = await ask(`${URL_OF_SITE}/api/number`, { method: 'PROPFIND' });
    expect([status, JSON.parse(body)]).toEqual([
      405,
      expect.objectContaining({ title: 'Method not allowed', requestId: headers['x-request-id']?.[0] }),
    ]);
  });

  it('keeps its id through nginx and the services, in every log', async () => {
    const id = `edge-${randomBytes(8).toString('hex')}`;
    const { headers } = await get('/?seed=ids', { 'X-Request-Id': id });
    expect(headers['x-request-id']).toEqual([id]);
    for (const service of ['nginx', ...SERVICES])
      expect(
        (await logOf(service)).filter(({ requestId }) => requestId === id).length,
      ).toBeGreaterThanOrEqual(1);
  });

  it('gets an id where it has none, or one that is not fit', async () => {
    for (const headers of [{}, { 'X-Request-Id': 'a b' }])
      expect((await get('/api/number', headers)).headers['x-request-id']).toEqual([
        expect.stringMatching(/^[0-9a-f]{32}$/),
      ]);
  });

  it('is known by the address of its client, whatever that claims', async () => {
    const id = `client-${randomBytes(8).toString('hex')}`;
    const script = `fetch('http://nginx:8080/', { headers: { 'X-Request-Id': '${id}', 'X-Forwarded-For': '1.2.3.4' } }).then(() => console.log(Object.values(require('os').networkInterfaces()).flat().find((one) => !one.internal).address))`;
    const address = await docker([
      'run',
      '--rm',
      '--network',
      `${PROJECT}_edge`,
      '--entrypoint',
      'node',
      'quartet/service1-frontend:latest',
      '-e',
      script,
    ]);
    for (const service of ['nginx', 'service1-frontend'])
      expect(
        (await logOf(service)).filter(({ requestId }) => requestId === id).map(({ client }) => client),
      ).toEqual([address]);
  });
});
