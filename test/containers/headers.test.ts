import { randomBytes } from 'node:crypto';
import { type Answer, get, HTML } from './support/http';
import { logOf } from './support/log';

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
