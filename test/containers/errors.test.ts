import { ACCEPT_HTML, get, request } from './support/http';
import { SITE_URL } from './support/site';

const MANY_HEADERS = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [`X-${index}`, 'x'.repeat(4_000)]),
);

describe('An error of nginx', () => {
  it('is a problem document below /api', async () => {
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

  it('is a page for browsers and plain text for other clients', async () => {
    const page = await get('/metrics', ACCEPT_HTML);
    expect([page.headers['content-type'], page.body]).toEqual([
      ['text/html; charset=utf-8'],
      expect.stringContaining('<h1>Not found</h1>'),
    ]);
    const text = await get('/metrics');
    expect([text.headers['content-type'], text.body]).toEqual([
      ['text/plain; charset=utf-8'],
      'Not found: There is nothing at this address.\n',
    ]);
  });

  it.each([
    ['an address that is too long', `/api/number?x=${'x'.repeat(20_000)}`, {}, 414],
    ['a header that is too large', '/api/number', { 'X-Large': 'x'.repeat(20_000) }, 431],
    ['headers that are too large together', '/api/number', MANY_HEADERS, 431],
  ])('is a problem document for %s', async (_name, path, headers, status) => {
    const response = await get(path, headers);
    const requestId = response.headers['x-request-id']?.[0];
    expect([response.status, JSON.parse(response.body)]).toEqual([
      status,
      expect.objectContaining({ status, requestId }),
    ]);
  });

  it('covers all oversized headers: the services accept the largest that nginx accepts', async () => {
    const headers = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-${index}`, 'x'.repeat(7_900)]));
    for (const path of ['/', '/api/number', '/api/rules'])
      expect([path, (await get(path, headers(4))).status]).toEqual([path, 200]);
  });

  it('is a problem document for a body that is too large', async () => {
    const response = await request(`${SITE_URL}/api/numbers`, {
      method: 'POST',
      body: Buffer.alloc(3_000_000),
      headers: { 'Content-Type': 'application/json' },
    });
    expect([response.status, JSON.parse(response.body)]).toEqual([
      413,
      expect.objectContaining({ title: 'Body too large' }),
    ]);
  });
});
