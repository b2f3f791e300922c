import { randomBytes } from 'node:crypto';
import { ACCEPT_HTML, get, type HttpResponse } from './support/http';
import { recentLogLines } from './support/log';

describe('Each response', () => {
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
    ['a page', '/', ACCEPT_HTML],
    ['a missing page', '/nope', ACCEPT_HTML],
    ['plain text', '/', {}],
    ['a static file', '/assets/icon.svg', {}],
    ['an API response', '/api/number', {}],
    ['an API error', '/api/number?mn=1', {}],
    ['an nginx error', '/api/nope', {}],
    ['an nginx error page', '/metrics', ACCEPT_HTML],
    ['the style sheet of the error page', '/errors.css', {}],
  ])('has each security header once: %s', async (_name, path, headers) => {
    const response = await get(path, headers);
    const counts = Object.fromEntries(HEADERS.map((name) => [name, response.headers[name]?.length ?? 0]));
    expect(counts).toEqual(Object.fromEntries(HEADERS.map((name) => [name, 1])));
    expect(response.headers.server).toEqual(['nginx']);
  });

  it('is compressed when the client accepts gzip', async () => {
    const { headers } = await get('/', { ...ACCEPT_HTML, 'Accept-Encoding': 'gzip' });
    expect([headers['content-encoding'], headers.vary?.join()]).toEqual([
      ['gzip'],
      expect.stringContaining('Accept-Encoding'),
    ]);
  });
});

describe('A static file with a content hash in its name', () => {
  it('is immutable, and nginx serves it from its cache', async () => {
    const [, path = ''] = /href="(\/assets\/style[^"]+)"/.exec((await get('/', ACCEPT_HTML)).body) ?? [];
    const id = randomBytes(8).toString('hex');
    const responses: HttpResponse[] = [];
    for (let index = 0; index < 3; index++)
      responses.push(await get(path, { 'X-Request-Id': `${id}-${index}` }));
    expect(responses.map(({ status, headers }) => [status, headers['cache-control']])).toEqual(
      Array(3).fill([200, ['public, max-age=31536000, immutable']]),
    );
    const lines = (await recentLogLines('nginx')).filter(({ requestId }) => requestId?.startsWith(id));
    expect(lines.slice(1).map(({ cache }) => cache)).toEqual(['HIT', 'HIT']);
  });
});
