import { ask, get, HTML } from './support/http';
import { URL_OF_SITE } from './support/site';

const MANY = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`X-${index}`, 'x'.repeat(4_000)]));

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
    ['a header that is too large', '/api/number', { 'X-Large': 'x'.repeat(20_000) }, 431],
    ['headers that are too large together', '/api/number', MANY, 431],
  ])('%s', async (_name, path, headers, status) => {
    const answer = await get(path, headers);
    const requestId = answer.headers['x-request-id']?.[0];
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      status,
      expect.objectContaining({ status, requestId }),
    ]);
  });

  it('is never left to the services: they take all headers that nginx takes', async () => {
    const headers = (amount: number) =>
      Object.fromEntries(Array.from({ length: amount }, (_, index) => [`X-${index}`, 'x'.repeat(7_900)]));
    for (const path of ['/', '/api/number', '/api/rules'])
      expect([path, (await get(path, headers(4))).status]).toEqual([path, 200]);
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
