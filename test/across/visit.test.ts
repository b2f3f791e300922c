import request, { type Response } from 'supertest';
import { type Quartet, startQuartet } from '../support/quartet';

interface Shown {
  id: string;
  outcome: string;
  number: number;
  float: number;
  product: number;
  seed: string;
  text: string;
}

describe('A visit draws an object through four real services', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterAll(() => quartet.close());

  const visit = (query: object = {}, accept = 'application/json') =>
    request(quartet.frontend.url).get('/').query(query).set('Accept', accept);
  const shown = (response: Response) => response.body as Shown;
  const recorded = async () => {
    const { body } = await request(quartet.product.url).get('/objects').query({ limit: 200 });
    return (body as { objects: Shown[] }).objects;
  };

  it('gives whoever takes anything, as curl does, the sentence alone', async () => {
    const { text, type } = await visit({ seed: 'quartet' }, '*/*').expect(200);
    expect(type).toBe('text/plain');
    expect(text).toBe('Your attack HIT and did 4.42\n');
  });

  it('gives a browser a page, with the object, links to draw again and to its permanent address', async () => {
    const { text, headers } = await visit(
      { seed: 'quartet' },
      'text/html,application/xhtml+xml,*/*;q=0.8',
    ).expect(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('<h1>Your attack HIT and did 4.42</h1>');
    expect(text).toContain('href="/?rule=attack&amp;version=36f0d39b51ec11ab&amp;seed=quartet"');
    expect(text).toContain('href="/objects/iL4epp408SSzfn77nK-KaACb"');
    // One script, and it is ours.
    expect(text.match(/<script[^>]*>/g)).toEqual([
      expect.stringMatching(/^<script src="\/assets\/enhance\.[0-9a-f]{12}\.js" defer>$/),
    ]);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    // Going back shows it again, and whoever asks anew gets another.
    expect(headers['cache-control']).toBe('private, no-cache');
  });

  it('shows a float with all decimals that its rule set draws, and a product as it is', async () => {
    const { id } = shown(await visit({ seed: 'p133' }).expect(200));
    for (const path of ['/?seed=p133', `/objects/${id}`]) {
      const { text } = await request(quartet.frontend.url).get(path).accept('text/html').expect(200);
      expect(text).toContain('<dt>Float</dt><dd>7.90</dd>');
      expect(text).toContain('<dt>Product</dt><dd>7.9</dd>');
    }
  });

  it('says of a further draw that its seed is a fresh one, where the visitor had chosen one', async () => {
    const link = 'href="/?rule=attack">';
    expect((await visit({ seed: 'quartet' }, 'text/html')).text).toContain(`${link}New random seed<`);
    expect((await visit({}, 'text/html')).text).toContain(`${link}Draw again<`);
  });

  it('draws anew each time, and records what it shows', async () => {
    const [first, second] = [shown(await visit().expect(200)), shown(await visit().expect(200))];
    expect(first.seed).not.toBe(second.seed);
    const ids = (await recorded()).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([first.id, second.id]));
  });

  it('gives the same object for the same seed, and records it once', async () => {
    const first = shown(await visit({ seed: 'twice' }).expect(200));
    const second = shown(await visit({ seed: 'twice' }).expect(200));
    expect(second).toEqual(first);
    expect((await recorded()).filter(({ seed }) => seed === 'twice')).toHaveLength(1);
  });

  it('records an object once when a hundred visitors bring the same seed at once', async () => {
    const visits = await Promise.all(Array.from({ length: 100 }, () => visit({ seed: 'crowd' }).expect(200)));
    expect(new Set(visits.map((response) => JSON.stringify(shown(response)))).size).toBe(1);
    expect((await recorded()).filter(({ seed }) => seed === 'crowd')).toHaveLength(1);
  });

  it('draws by the rule set that is asked for, at the index that is asked for', async () => {
    const [zero, one] = [
      shown(await visit({ rule: 'product', seed: 'a' }).expect(200)),
      shown(await visit({ rule: 'product', seed: 'a', index: 1 }).expect(200)),
    ];
    expect(zero.text).toBe(String(zero.product));
    expect(one).toMatchObject({ rule: 'product', seed: 'a', index: 1 });
    expect(one.id).not.toBe(zero.id);
  });

  it('takes a seed field left empty as none', async () => {
    expect(shown(await visit({ seed: '' }).expect(200)).seed).toMatch(/^[\w-]{22}$/);
  });

  it('shows the recorded object at its permanent address', async () => {
    const object = shown(await visit({ seed: 'kept' }).expect(200));
    const address = request(quartet.frontend.url).get(`/objects/${object.id}`);
    expect(shown(await address.set('Accept', 'application/json').expect(200))).toEqual(object);
    const page = await request(quartet.frontend.url)
      .get(`/objects/${object.id}`)
      .set('Accept', 'text/html')
      .expect(200);
    expect(page.text).toContain(`<h1>${object.text}</h1>`);
    const sentence = await request(quartet.frontend.url).get(`/objects/${object.id}`).expect(200);
    expect(sentence.text).toBe(`${object.text}\n`);
  });

  it('draws nothing for HEAD and for speculative loads', async () => {
    const before = (await recorded()).length;
    const head = await request(quartet.frontend.url).head('/').set('Accept', 'text/html').expect(200);
    expect(head.headers['content-type']).toMatch(/^text\/html/);
    for (const [header, value] of [
      ['Sec-Purpose', 'prefetch;prerender'],
      ['Purpose', 'prefetch'],
      ['X-Moz', 'prefetch'],
    ] as const) {
      await visit({}, 'text/html').set(header, value).expect(503);
    }
    expect(await recorded()).toHaveLength(before);
  });

  it('passes the request id on to every hop', async () => {
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

  it('gives MISSED, CRIT and HIT in shares that their odds make plausible', async () => {
    const visits = await Promise.all(
      Array.from({ length: 200 }, (_, index) => visit({ seed: 'shares', index }).expect(200)),
    );
    const seen = visits.map((response) => shown(response).outcome);
    const odds = { MISSED: 1 / 3, CRIT: 500 / 3003, HIT: 1502 / 3003 };
    const statistic = Object.entries(odds).reduce((sum, [label, probability]) => {
      const expected = probability * seen.length;
      return sum + (seen.filter((outcome) => outcome === label).length - expected) ** 2 / expected;
    }, 0);
    // chi-squared with two degrees of freedom exceeds 13.8 once in a thousand; the seed is fixed, so this is no lottery.
    expect(statistic).toBeLessThan(13.8);
  });
});
