import { runInShell } from '../support/shell-command';
import { request, get, ACCEPT_HTML } from './support/http';
import { SITE_URL } from './support/site';

describe('The site behind nginx', () => {
  it.each([
    ['/', ACCEPT_HTML, 200, 'text/html; charset=utf-8'],
    ['/', {}, 200, 'text/plain; charset=utf-8'],
    ['/assets/icon.svg', {}, 200, 'image/svg+xml'],
    ['/api/number', {}, 200, 'application/json; charset=utf-8'],
    ['/api/numbers?count=2', {}, 200, 'application/json; charset=utf-8'],
    ['/api/float', {}, 200, 'application/json; charset=utf-8'],
    ['/api/floats?count=2', {}, 200, 'application/json; charset=utf-8'],
    ['/api/rules', {}, 200, 'application/json; charset=utf-8'],
    ['/api/rules/attack', {}, 200, 'application/json; charset=utf-8'],
    ['/api/objects', {}, 200, 'application/json; charset=utf-8'],
    ['/api/number/openapi.json', {}, 200, 'application/json; charset=utf-8'],
    ['/api/float/openapi.json', {}, 200, 'application/json; charset=utf-8'],
    ['/api/product/openapi.json', {}, 200, 'application/json; charset=utf-8'],
    ['/api/frontend/openapi.json', {}, 200, 'application/json; charset=utf-8'],
    ['/api', ACCEPT_HTML, 200, 'text/html; charset=utf-8'],
    ['/nginx-health', {}, 200, 'text/plain'],
  ])('serves %s with the headers %j and responds with %d', async (path, headers, status, type) => {
    const response = await get(path, headers);
    expect([response.status, response.headers['content-type']]).toEqual([status, [type]]);
  });

  it('runs the example commands of /api as written', async () => {
    const { body } = await get('/api');
    const scripts = body.split(/^# .*\n/m).filter((text) => text.startsWith('curl'));
    expect(scripts.length).toBeGreaterThan(20);
    for (const script of scripts) await runInShell(script.split('\n\n')[0]!);
  });

  it('creates an object and serves it as JSON and as a page', async () => {
    const { number } = JSON.parse((await get('/api/number?seed=edge')).body) as { number: number };
    const { float } = JSON.parse((await get('/api/float?seed=edge')).body) as { float: number };
    const body = JSON.stringify({ number, float, seed: 'edge' });
    const created = await request(`${SITE_URL}/api/product`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(created.status).toBeLessThan(300);
    const { id } = JSON.parse(created.body) as { id: string };
    expect((await get(`/api/objects/${id}`)).status).toBe(200);
    expect((await get(`/objects/${id}`, ACCEPT_HTML)).status).toBe(200);
  });
});

describe('The site behind nginx, from outside', () => {
  it.each([
    '/health',
    '/health/live',
    '/health/ready',
    '/metrics',
    '/drills',
    '/openapi.json',
    '/Metrics',
    '/HEALTH/live/',
    '/OpenAPI.json/',
    '//metrics',
    '/%6detrics',
    '/api/metrics',
    '/api/health/live',
    '/api/openapi.json',
    '/api/number/metrics',
  ])('hides %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('hides the check of rule files', async () => {
    const headers = { 'Content-Type': 'application/yaml' };
    expect(
      (await request(`${SITE_URL}/api/rules/check`, { method: 'POST', headers, body: 'name: x' })).status,
    ).toBe(404);
    expect((await get('/api/rules/check')).status).toBe(404);
  });
});
