import request from 'supertest';
import { type Quartet, startQuartet } from '../support/quartet';

describe('A visit that cannot be served says why', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterAll(() => quartet.close());

  const page = (url: string) => request(quartet.frontend.url).get(url).set('Accept', 'text/html');

  it('names the rule sets that there are, with 404, where one is unknown', async () => {
    const { text } = await page('/?rule=nope')
      .expect(404)
      .expect('Content-Type', /^text\/html/);
    const sentence = text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
    expect(sentence).toMatch(/There is no rule set nope; there are attack, code, .*, product\./);
    expect(text).toContain('href="/"');
  });

  it('leads to the rule sets that there are, and does not call the address cut short, where one is unknown', async () => {
    const { text } = await page('/?rule=nope').expect(404);
    expect(text).toContain('<a href="/?rule=attack">attack</a>, <a href="/?rule=code">code</a>');
    expect(text).not.toContain('cut short');
    expect((await page('/objects/nobody').expect(404)).text).toContain('cut short');
  });

  it('says how long a seed may be, with 422', async () => {
    const { text } = await page(`/?seed=${'x'.repeat(257)}`).expect(422);
    expect(text).toContain('`seed` must have 1 to 256 bytes as UTF-8');
  });

  it('leaves it to that to say how long a seed may be: a browser counts characters, not bytes', async () => {
    expect((await page('/').expect(200)).text).not.toContain('maxlength');
  });

  it('names unknown parameters and what there is, with 400', async () => {
    const { text } = await page('/?sed=a').expect(400);
    expect(text).toContain('`sed` is not a known parameter. Use rule, version, seed or index.');
  });

  it('shows input escaped', async () => {
    const hostile = '<script>alert("x")</script>';
    const { text } = await page(`/?${new URLSearchParams({ seed: hostile }).toString()}`).expect(200);
    expect(text).toContain('&lt;script&gt;alert(');
    expect(text).not.toContain('<script>');
    const error = await page(`/?rule=${encodeURIComponent(hostile)}`).expect(400);
    expect(error.text).not.toContain('<script>');
    const path = await page(`/${encodeURIComponent(hostile)}`).expect(404);
    expect(path.text).not.toContain('<script>');
  });

  it('answers curl with one line, and whoever wants JSON with a problem document', async () => {
    const line = await request(quartet.frontend.url).get('/?rule=nope').expect(404);
    expect(line.text).toMatch(/^Not found: There is no rule set nope; there are attack, .*, product\.\n$/);
    const problem = await request(quartet.frontend.url)
      .get('/?rule=nope')
      .set('Accept', 'application/problem+json');
    expect(problem.status).toBe(406);
    expect(problem.type).toBe('application/problem+json');
  });

  it('keeps the security headers on errors too', async () => {
    const { headers } = await page('/nowhere').expect(404);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});
