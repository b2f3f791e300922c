import request, { type Response } from 'supertest';
import { type Quartet, startQuartet } from '../support/quartet';

interface Drawn {
  id: string;
  outcome: string;
  number: number;
  float: number;
  product: number;
  seed: string;
  text: string;
}

describe('A visit with four real services', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterAll(() => quartet.close());

  const visit = (query: object = {}, accept = 'application/json') =>
    request(quartet.frontend.url).get('/').query(query).set('Accept', accept);
  const objectOf = (response: Response) => response.body as Drawn;
  const recorded = async () => {
    const { body } = await request(quartet.product.url).get('/objects').query({ limit: 200 });
    return (body as { objects: Drawn[] }).objects;
  };

  it('returns only the sentence to a client that accepts any type, such as curl', async () => {
    const { text, type } = await visit({ seed: 'quartet' }, '*/*').expect(200);
    expect(type).toBe('text/plain');
    expect(text).toBe('Your attack HIT and did 4.42\n');
  });

  it('returns a page to a browser, with links to draw again and to its permanent address', async () => {
    const { text, headers } = await visit(
      { seed: 'quartet' },
      'text/html,application/xhtml+xml,*/*;q=0.8',
    ).expect(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('<h1>Your attack HIT and did 4.42</h1>');
    expect(text).toContain('href="/?rule=attack&amp;version=36f0d39b51ec11ab&amp;seed=quartet"');
    expect(text).toContain('href="/objects/iL4epp408SSzfn77nK-KaACb"');
    // The page has one script, from this site.
    expect(text.match(/<script[^>]*>/g)).toEqual([
      expect.stringMatching(/^<script src="\/assets\/enhance\.[0-9a-f]{12}\.js" defer>$/),
    ]);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    // The back button shows the same object; a reload draws another.
    expect(headers['cache-control']).toBe('private, no-cache');
  });

  it('shows a float with all decimals of its rule set, and a product without trailing zeros', async () => {
    const { id } = objectOf(await visit({ seed: 'p133' }).expect(200));
    for (const path of ['/?seed=p133', `/objects/${id}`]) {
      const { text } = await request(quartet.frontend.url).get(path).accept('text/html').expect(200);
      expect(text).toContain('<dt>Float</dt><dd>7.90</dd>');
      expect(text).toContain('<dt>Product</dt><dd>7.9</dd>');
    }
  });

  it('offers a fresh seed after a draw with a chosen seed', async () => {
    const link = 'href="/?rule=attack">';
    expect((await visit({ seed: 'quartet' }, 'text/html')).text).toContain(`${link}New random seed<`);
    expect((await visit({}, 'text/html')).text).toContain(`${link}Draw again<`);
  });

  it('draws and records another object each time', async () => {
    const [first, second] = [objectOf(await visit().expect(200)), objectOf(await visit().expect(200))];
    expect(first.seed).not.toBe(second.seed);
    const ids = (await recorded()).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([first.id, second.id]));
  });

  it('returns the same object for the same seed, and records it once', async () => {
    const first = objectOf(await visit({ seed: 'twice' }).expect(200));
    const second = objectOf(await visit({ seed: 'twice' }).expect(200));
    expect(second).toEqual(first);
    expect((await recorded()).filter(({ seed }) => seed === 'twice')).toHaveLength(1);
  });

  it('records an object once when 100 visitors use the same seed at the same time', async () => {
    const visits = await Promise.all(Array.from({ length: 100 }, () => visit({ seed: 'crowd' }).expect(200)));
    expect(new Set(visits.map((response) => JSON.stringify(objectOf(response)))).size).toBe(1);
    expect((await recorded()).filter(({ seed }) => seed === 'crowd')).toHaveLength(1);
  });

  it('draws with the requested rule set and index', async () => {
    const [zero, one] = [
      objectOf(await visit({ rule: 'product', seed: 'a' }).expect(200)),
      objectOf(await visit({ rule: 'product', seed: 'a', index: 1 }).expect(200)),
    ];
    expect(zero.text).toBe(String(zero.product));
    expect(one).toMatchObject({ rule: 'product', seed: 'a', index: 1 });
    expect(one.id).not.toBe(zero.id);
  });

  it('treats an empty seed field as no seed', async () => {
    expect(objectOf(await visit({ seed: '' }).expect(200)).seed).toMatch(/^[\w-]{22}$/);
  });

  it('shows the recorded object at its permanent address', async () => {
    const object = objectOf(await visit({ seed: 'kept' }).expect(200));
    const address = request(quartet.frontend.url).get(`/objects/${object.id}`);
    expect(objectOf(await address.set('Accept', 'application/json').expect(200))).toEqual(object);
    const page = await request(quartet.frontend.url)
      .get(`/objects/${object.id}`)
      .set('Accept', 'text/html')
      .expect(200);
    expect(page.text).toContain(`<h1>${object.text}</h1>`);
    const sentence = await request(quartet.frontend.url).get(`/objects/${object.id}`).expect(200);
    expect(sentence.text).toBe(`${object.text}\n`);
  });

  it('draws nothing for HEAD requests and speculative loads', async () => {
    const before = (await recorded()).length;
    const head = await request(quartet.frontend.url).head('/').set('Accept', 'text/html').expect(200);
    expect(head.headers['content-type']).toMatch(/^text\/html/);
    for (const [header, value] of [
      ['Sec-Purpose', 'prefetch;prerender'],
      ['Purpose', 'prefetch'],
      ['X-Moz', 'prefetch'],
    ] as const) {
      const { body } = await visit({}, 'application/json').set(header, value).expect(403);
      expect(body).toMatchObject({ type: 'urn:quartet:problem:forbidden', status: 403 });
    }
    expect(await recorded()).toHaveLength(before);
  });

  it.each([
    ['image', 'cross-site', 403],
    ['iframe', 'same-origin', 403],
    ['empty', 'cross-site', 403],
    ['empty', 'same-origin', 200],
    ['document', 'cross-site', 200],
  ])('responds to a request for %s from %s with %i', async (destination, site, status) => {
    const before = (await recorded()).length;
    await visit({}, 'text/html')
      .set('Sec-Fetch-Dest', destination)
      .set('Sec-Fetch-Site', site)
      .expect(status);
    expect(await recorded()).toHaveLength(before + (status === 200 ? 1 : 0));
  });

  it('forwards the request id to every service', async () => {
    const missing = await request(quartet.frontend.url)
      .get('/objects/unknown')
      .set('Accept', 'application/json')
      .set('X-Request-Id', 'from-outside')
      .expect(404);
    expect(missing.body).toMatchObject({
      detail: 'No object unknown is recorded.',
      requestId: 'from-outside',
    });
  });

  it('returns outcomes in shares that fit their odds', async () => {
    const visits = await Promise.all(
      Array.from({ length: 200 }, (_, index) => visit({ seed: 'shares', index }).expect(200)),
    );
    const seen = visits.map((response) => objectOf(response).outcome);
    const odds = { MISSED: 1 / 3, CRIT: 500 / 3003, HIT: 1502 / 3003 };
    const statistic = Object.entries(odds).reduce((sum, [label, probability]) => {
      const expected = probability * seen.length;
      return sum + (seen.filter((outcome) => outcome === label).length - expected) ** 2 / expected;
    }, 0);
    // Chi-squared with two degrees of freedom exceeds 13.8 once in 1,000 tests; the seed is fixed.
    expect(statistic).toBeLessThan(13.8);
  });
});
