import { randomBytes } from 'node:crypto';
import { removeEdges } from './support/edge';
import { docker } from './support/docker';
import { type Answer, ask } from './support/http';
import { compose, replicasOf, URL_OF_SITE } from './support/site';

afterAll(removeEdges);

const get = (path: string, headers: Record<string, string> = {}) => ask(URL_OF_SITE + path, { headers });
const HTML = { Accept: 'text/html' };

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
    ['/nginx-health', {}, 200, 'text/plain'],
  ])('%s %j is answered with %d', async (path, headers, status, type) => {
    const answer = await get(path, headers);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, [type]]);
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

  it('rule files are not checked', async () => {
    const headers = { 'Content-Type': 'application/yaml' };
    expect(
      (await ask(`${URL_OF_SITE}/api/rules/check`, { method: 'POST', headers, body: 'name: x' })).status,
    ).toBe(404);
  });
});

describe('What nginx refuses', () => {
  it('is a problem document under /api', async () => {
    const { status, headers, body } = await get('/api/nope');
    expect([status, headers['content-type']]).toEqual([404, ['application/problem+json; charset=utf-8']]);
    expect(JSON.parse(body)).toEqual({
      type: 'urn:quartet:problem:not-found',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing at this address.',
      requestId: headers['x-request-id']?.[0],
    });
  });

  it('is a page to browsers, and a sentence to others', async () => {
    const page = await get('/metrics', HTML);
    expect([page.headers['content-type'], page.body]).toEqual([
      ['text/html; charset=utf-8'],
      expect.stringContaining('<h1>Not found</h1>'),
    ]);
    const sentence = await get('/metrics');
    expect([sentence.headers['content-type'], sentence.body]).toEqual([
      ['text/plain; charset=utf-8'],
      'Not found: There is nothing at this address.\n',
    ]);
  });

  it.each([
    ['an address that is too long', `/api/number?x=${'x'.repeat(20_000)}`, {}, 414],
    ['headers that are too large', '/api/number', { 'X-Large': 'x'.repeat(20_000) }, 431],
  ])('%s', async (_name, path, headers, status) => {
    const answer = await get(path, headers);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([status, expect.objectContaining({ status })]);
  });

  it('a body that is too large', async () => {
    const answer = await ask(`${URL_OF_SITE}/api/numbers`, {
      method: 'POST',
      body: Buffer.alloc(3_000_000),
      headers: { 'Content-Type': 'application/json' },
    });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      413,
      expect.objectContaining({ title: 'Body too large' }),
    ]);
  });
});

describe('Each answer', () => {
  const HEADERS = [
    'content-security-policy',
    'x-content-type-options',
    'referrer-policy',
    'x-frame-options',
    'cross-origin-opener-policy',
    'cache-control',
    'x-request-id',
  ];

  it.each([
    ['a page', '/', HTML],
    ['a page that is not there', '/nope', HTML],
    ['a sentence', '/', {}],
    ['a static file', '/assets/icon.svg', {}],
    ['an API', '/api/number', {}],
    ['an error of an API', '/api/number?mn=1', {}],
    ['an error of nginx', '/api/nope', {}],
    ['an error page of nginx', '/metrics', HTML],
    ['its style sheet', '/errors.css', {}],
  ])('has each header of security once: %s', async (_name, path, headers) => {
    const answer = await get(path, headers);
    const counts = Object.fromEntries(HEADERS.map((name) => [name, answer.headers[name]?.length ?? 0]));
    expect(counts).toEqual(Object.fromEntries(HEADERS.map((name) => [name, 1])));
    expect(answer.headers.server).toEqual(['nginx']);
  });

  it('is compressed for who takes that', async () => {
    const { headers } = await get('/', { ...HTML, 'Accept-Encoding': 'gzip' });
    expect([headers['content-encoding'], headers.vary?.join()]).toEqual([
      ['gzip'],
      expect.stringContaining('Accept-Encoding'),
    ]);
  });
});

describe('A static file that is named by its fingerprint', () => {
  it('may be kept for ever, and is served from the cache of nginx', async () => {
    const [, path = ''] = /href="(\/assets\/style[^"]+)"/.exec((await get('/', HTML)).body) ?? [];
    const id = randomBytes(8).toString('hex');
    const answers: Answer[] = [];
    for (let index = 0; index < 3; index++)
      answers.push(await get(path, { 'X-Request-Id': `${id}-${index}` }));
    expect(answers.map(({ status, headers }) => [status, headers['cache-control']])).toEqual(
      Array(3).fill([200, ['public, max-age=31536000, immutable']]),
    );
    const lines = (await logOf('nginx')).filter(({ requestId }) => requestId?.startsWith(id));
    expect(lines.slice(1).map(({ cache }) => cache)).toEqual(['HIT', 'HIT']);
  });
});

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
    for (const service of [
      'nginx',
      'service1-frontend',
      'service2-number',
      'service3-float',
      'service4-product',
    ])
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
      'quartet-test_edge',
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

interface LogLine {
  requestId?: string;
  client?: string;
  cache?: string;
}

/** The lines that the replicas of a service have logged lately. */
async function logOf(service: string): Promise<LogLine[]> {
  const texts = await Promise.all(
    (await replicasOf(service)).map((id) => docker(['logs', '--since', '30s', id])),
  );
  return texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);
}

describe('The configuration', () => {
  it('is valid, without a warning', async () => {
    const [id = ''] = await replicasOf('nginx');
    expect(await docker(['exec', id, 'sh', '-c', 'nginx -t 2>&1'])).toMatch(
      /^nginx: the configuration file .* syntax is ok\nnginx: .* test is successful$/,
    );
  });

  it('that is wrong is refused with all its mistakes', async () => {
    const wrong = ['REQUESTS_PER_SECOND=many', 'REQUESTS_BURST=0', 'LARGEST_BODY=', 'HTTPS_PORT=x'].flatMap(
      (text) => ['--env', text],
    );
    await expect(compose(['run', '--rm', '--no-deps', ...wrong, 'nginx'])).rejects.toThrow(
      /mistakes:\n.*REQUESTS_PER_SECOND must be a whole number[^\n]*'many'\n.*REQUESTS_BURST must be a whole number from 1[^\n]*'0'\n.*LARGEST_BODY must be a size[^\n]*''\n.*HTTPS_PORT must be a port[^\n]*'x'/s,
    );
  });
});
