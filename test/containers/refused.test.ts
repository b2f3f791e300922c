import { ask, get, HTML } from './support/http';
import { URL_OF_SITE } from './support/site';

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
