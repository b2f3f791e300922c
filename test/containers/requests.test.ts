import { randomBytes } from 'node:crypto';
import { docker } from './support/docker';
import { ACCEPT_HTML, request, get } from './support/http';
import { recentLogLines } from './support/log';
import { PROJECT, SERVICES, SITE_URL } from './support/site';

describe('A request', () => {
  it('with an unknown method is refused by nginx with 405 and one request id', async () => {
    const { status, headers, body } = await request(`${SITE_URL}/api/number`, { method: 'PROPFIND' });
    expect([status, JSON.parse(body)]).toEqual([
      405,
      expect.objectContaining({ title: 'Method not allowed', requestId: headers['x-request-id']?.[0] }),
    ]);
  });

  it('keeps its id in the logs of nginx and all services', async () => {
    const id = `edge-${randomBytes(8).toString('hex')}`;
    const { headers } = await get('/?seed=ids', { 'X-Request-Id': id });
    expect(headers['x-request-id']).toEqual([id]);
    for (const service of ['nginx', ...SERVICES])
      expect(
        (await recentLogLines(service)).filter(({ requestId }) => requestId === id).length,
      ).toBeGreaterThanOrEqual(1);
  });

  it('gets a new id when it has none or an invalid one', async () => {
    for (const headers of [{}, { 'X-Request-Id': 'a b' }])
      expect((await get('/api/number', headers)).headers['x-request-id']).toEqual([
        expect.stringMatching(/^[0-9a-f]{32}$/),
      ]);
  });

  it('is logged with the address of its client, not with a forged one', async () => {
    const id = `client-${randomBytes(8).toString('hex')}`;
    const script = `fetch('http://nginx:8080/', { headers: { 'X-Request-Id': '${id}', 'X-Forwarded-For': '1.2.3.4' } }).then(() => console.log(Object.values(require('os').networkInterfaces()).flat().find((network) => !network.internal).address))`;
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
        (await recentLogLines(service))
          .filter(({ requestId }) => requestId === id)
          .map(({ client }) => client),
      ).toEqual([address]);
  });

  it('gets links to the host of the site, not to a forged one', async () => {
    const drawn = await get('/?seed=forged-host', { Accept: 'application/json' });
    const { id } = JSON.parse(drawn.body) as { id: string };
    const { body } = await get(`/objects/${id}`, { ...ACCEPT_HTML, 'X-Forwarded-Host': 'forged.example' });
    expect(body).toContain(`${SITE_URL}/objects/${id}`);
    expect(body).not.toContain('forged.example');
  });

  it('cannot name other requests as its callers in the logs', async () => {
    const id = `caller-${randomBytes(8).toString('hex')}`;
    await get('/api/number', { 'X-Request-Id': id, 'X-Caller-Request-Ids': 'other-1 other-2' });
    const lines = (await recentLogLines('service2-number')).filter(({ requestId }) => requestId === id);
    expect(lines.map(({ callers }) => callers)).toEqual([undefined]);
  });
});
