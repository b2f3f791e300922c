import request from 'supertest';
import { type Quartet, startQuartet } from '../support/quartet';

describe('An invalid visit', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterAll(() => quartet.close());

  const page = (url: string) => request(quartet.frontend.url).get(url).set('Accept', 'text/html');

  it('returns 404 with the available rule sets when the rule set is unknown', async () => {
    const { text } = await page('/?rule=nope')
      .expect(404)
      .expect('Content-Type', /^text\/html/);
    const sentence = text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
    expect(sentence).toMatch(/There is no rule set nope\. Available rule sets: attack, code, .*, product\./);
    expect(text).toContain('href="/"');
  });

  it('links the available rule sets, and does not call the address incomplete, when the rule set is unknown', async () => {
    const { text } = await page('/?rule=nope').expect(404);
    expect(text).toContain('<a href="/?rule=attack">attack</a>, <a href="/?rule=code">code</a>');
    expect(text).not.toContain('may be incomplete');
    expect((await page('/objects/nobody').expect(404)).text).toContain('may be incomplete');
  });

  it('returns 422 with the length limit when the seed is too long', async () => {
    const { text } = await page(`/?seed=${'x'.repeat(257)}`).expect(422);
    expect(text).toContain('<code>seed</code> must have 1 to 256 bytes in UTF-8');
  });

  it.each([
    ['secret%00tail', 'U+0000'],
    ['%1b%5b2J', 'U+001B'],
  ])('returns 422 and records nothing when the seed is %s', async (seed, character) => {
    const { text } = await page(`/?seed=${seed}`).expect(422);
    expect(text).toContain(`<code>seed</code> must not contain the control character ${character}`);
    const { body } = await request(quartet.product.url).get('/objects').expect(200);
    expect(body).toMatchObject({ objects: [] });
  });

  it('is not prevented by a maxlength attribute, because browsers count characters instead of bytes', async () => {
    expect((await page('/').expect(200)).text).not.toContain('maxlength');
  });

  it('returns 400 with the known parameters when a parameter is unknown', async () => {
    const { text } = await page('/?sed=a').expect(400);
    expect(text).toContain('<code>sed</code> is not a known parameter. Use rule, version, seed or index.');
  });

  it.each([
    '/?rule=%1b%5b2J',
    '/?%1b%5b2J=1',
    '/?index=%c2%9b2J',
    '/?version=%07',
    '/rules/%1b%5b2J',
    '/objects/%c2%9b2J',
    '/history?outcome=%1b%5b2J',
    '/verify?min=%1b%5b2J',
    '/%1b%5b2J',
  ])('sends no control character to a terminal: %s', async (url) => {
    for (const accept of ['*/*', 'application/json']) {
      const { text, status } = await request(quartet.frontend.url).get(url).set('Accept', accept);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
    }
  });

  it('shows its input escaped', async () => {
    const hostile = '<script>alert("x")</script>';
    const { text } = await page(`/?${new URLSearchParams({ seed: hostile }).toString()}`).expect(200);
    expect(text).toContain('&lt;script&gt;alert(');
    expect(text).not.toContain('<script>');
    const error = await page(`/?rule=${encodeURIComponent(hostile)}`).expect(400);
    expect(error.text).not.toContain('<script>');
    const path = await page(`/${encodeURIComponent(hostile)}`).expect(404);
    expect(path.text).not.toContain('<script>');
  });

  it('is answered with one line of text for curl, and with a problem document for JSON clients', async () => {
    const line = await request(quartet.frontend.url).get('/?rule=nope').expect(404);
    expect(line.text).toMatch(
      /^Not found: There is no rule set `nope`\. Available rule sets: attack, .*, product\.\n$/,
    );
    const problem = await request(quartet.frontend.url)
      .get('/?rule=nope')
      .set('Accept', 'application/problem+json');
    expect(problem.status).toBe(406);
    expect(problem.type).toBe('application/problem+json');
  });

  it('gets the security headers on its error page', async () => {
    const { headers } = await page('/nowhere').expect(404);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});
