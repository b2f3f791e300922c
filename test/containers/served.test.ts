import { runInShell } from '../support/shell-command';
import { ask, get, HTML } from './support/http';
import { URL_OF_SITE } from './support/site';

describe('Through nginx', () => {
  it.each([
    ['/', HTML, 200, 'text/html; charset=utf-8'],
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
    ['/api', HTML, 200, 'text/html; charset=utf-8'],
    ['/nginx-health', {}, 200, 'text/plain'],
  ])('%s %j is answered with %d', async (path, headers, status, type) => {
    const answer = await get(path, headers);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, [type]]);
  });

  it('the commands that /api tells work as they stand', async () => {
    const { body } = await get('/api');
    const scripts = body.split(/^# .*\n/m).filter((text) => text.startsWith('curl'));
    expect(scripts.length).toBeGreaterThan(20);
    for (const script of scripts) await runInShell(script.split('\n\n')[0]!);
  });

  it('an object can be made, followed to its address, and is a page too', async () => {
    const number = JSON.parse((await get('/api/number?seed=edge')).body) as { number: number };
    const float = JSON.parse((await get('/api/float?seed=edge')).body) as { float: number };
    const body = JSON.stringify({ ...{ number: number.number, float: float.float }, seed: 'edge' });
    const made = await ask(`${URL_OF_SITE}/api/product`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(made.status).toBeLessThan(300);
    const { id } = JSON.parse(made.body) as { id: string };
    expect((await get(`/api/objects/${id}`)).status).toBe(200);
    expect((await get(`/objects/${id}`, HTML)).status).toBe(200);
  });
});

describe('From outside', () => {
  it.each([
    '/health',
    '/health/live',
    '/health/ready',
    '/metrics',
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
  ])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('rule files are not checked, and nothing tells that they could be', async () => {
    const headers = { 'Content-Type': 'application/yaml' };
    expect(
      (await ask(`${URL_OF_SITE}/api/rules/check`, { method: 'POST', headers, body: 'name: x' })).status,
    ).toBe(404);
    expect((await get('/api/rules/check')).status).toBe(404);
  });
});
