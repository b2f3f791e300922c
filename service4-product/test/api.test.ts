import express, { type Express } from 'express';
import request from 'supertest';
import { productApp } from '../../test/support/quartet';

/** The draw of the seed `quartet` at index 0 in the ranges of attack. */
const draw = { number: 1, float: 4.42, seed: 'quartet' };
const computed = {
  rule: 'attack',
  version: '36f0d39b51ec11ab',
  number: 1,
  float: 4.42,
  product: 4.42,
  exact: { float: '4.42', product: '4.42' },
  outcome: 'HIT',
  attributes: {},
  text: 'Your attack HIT and did 4.42',
};
const object = { ...computed, id: 'iL4epp408SSzfn77nK-KaACb', seed: 'quartet', index: 0, verified: true };

describe('The product API', () => {
  let app: Express;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ app, remove } = await productApp());
  });
  afterEach(() => remove());

  const post = (body: object, path = '/product') => request(app).post(path).send(body);
  const recorded = async () =>
    ((await request(app).get('/objects').expect(200)).body as { objects: object[] }).objects;

  describe('POST /product', () => {
    it('returns an object without recording it when there is no seed', async () => {
      const { body } = await post({ number: 2, float: 7.21 }).expect(200);
      expect(body).toEqual({
        ...computed,
        number: 2,
        exact: { float: '7.21', product: '14.42' },
        float: 7.21,
        product: 14.42,
        outcome: 'CRIT',
        text: 'Your attack CRIT and did 14.42',
        verified: false,
      });
      expect(await recorded()).toEqual([]);
    });

    it('accepts form fields, and returns the sentence as plain text', async () => {
      const asText = request(app).post('/product').type('form').accept('text/plain');
      const { text } = await asText.send('rule=attack&number=2&float=7.21').expect(200);
      expect(text).toBe('Your attack CRIT and did 14.42\n');
    });

    it('multiplies decimals exactly', async () => {
      const { body } = await post({ rule: 'product', number: 7, float: 0.1 }).expect(200);
      expect(body).toMatchObject({ product: 0.7, text: '0.7' });
    });

    it('returns 201 for a new draw, and 200 with the same object afterwards', async () => {
      const first = await post(draw).expect(201);
      expect(first.headers.location).toBe(`objects/${object.id}`);
      expect(first.body).toEqual({ ...object, createdAt: expect.stringMatching(/^\d{4}-.*Z$/) as string });
      const second = await post({ ...draw, index: 0, rule: 'attack' }).expect(200);
      expect(second.body).toEqual(first.body);
      expect(second.headers.location).toBe(first.headers.location);
      expect(await recorded()).toEqual([first.body]);
    });

    it.each([
      [
        'a number outside the range',
        { number: 9, float: 1 },
        'number',
        'number must be from 0 to 2 for rule attack, got 9',
      ],
      [
        'a float outside the range',
        { number: 1, float: 10.01 },
        'float',
        'float must be from 0 to 10 with at most 2 decimal places for rule attack, got 10.01',
      ],
      [
        'a float with too many places',
        { number: 1, float: 0.30000000000000004 },
        'float',
        'float must be from 0 to 10 with at most 2 decimal places for rule attack, got 0.30000000000000004',
      ],
      [
        'an unknown rule',
        { rule: 'nope', number: 1, float: 1 },
        'rule',
        'rule nope is not known; known are attack, code, cricket, dice, draft, driving, event, footballer, hero, oracle, order, plague, prize, product',
      ],
      [
        'a number that the seed does not draw',
        { ...draw, number: 2 },
        'number',
        'number is 2, but this seed and index draw 1',
      ],
      [
        'a float that the seed does not draw',
        { ...draw, float: 4.43 },
        'float',
        'float is 4.43, but this seed and index draw 4.42',
      ],
      [
        'an index without a seed',
        { number: 1, float: 1, index: 3 },
        'index',
        '`index` requires a seed: add seed or remove index',
      ],
    ])('refuses %s with 422', async (_what, body, field, detail) => {
      const refused = await post(body)
        .expect(422)
        .expect('Content-Type', /^application\/problem\+json/);
      expect(refused.body).toMatchObject({
        status: 422,
        errors: [{ pointer: `#/${field}`, detail: `${detail}.` }],
      });
      expect(await recorded()).toEqual([]);
    });

    it('records nothing when it cannot answer in an accepted media type', async () => {
      await post(draw).set('Accept', 'text/html').expect(406);
      expect(await recorded()).toEqual([]);
    });
  });

  describe('POST /products', () => {
    const wrong = { number: 9, float: 1 };

    it('returns and records many objects in order', async () => {
      const { body } = await post({ objects: [draw, { number: 2, float: 7.21 }, draw] }, '/products').expect(
        200,
      );
      expect(body.results).toMatchObject([
        { status: 201, object },
        { status: 200, object: { outcome: 'CRIT' } },
        { status: 200, object },
      ]);
      expect(await recorded()).toHaveLength(1);
    });

    it('refuses the whole batch with every mistake when one request is invalid', async () => {
      const { body } = await post({ objects: [draw, wrong, { ...wrong, rule: 'nope' }] }, '/products').expect(
        422,
      );
      expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
        '#/objects/1/number',
        '#/objects/2/rule',
      ]);
      expect(await recorded()).toEqual([]);
    });

    it('returns a result for each request with `partial`', async () => {
      const { body } = await post({ objects: [wrong, draw], partial: true }, '/products').expect(200);
      expect(body.results).toMatchObject([
        { status: 422, problem: { status: 422, errors: [{ pointer: '#/objects/0/number' }] } },
        { status: 201, object },
      ]);
      expect(await recorded()).toHaveLength(1);
    });

    it('accepts from 1 to 1,000 requests', async () => {
      const many = (count: number) =>
        post({ objects: Array.from({ length: count }, () => draw) }, '/products');
      await many(1000).expect(200);
      expect((await many(1001).expect(422)).body.detail).toBe('`objects` must have at most 1000 entries.');
      expect((await many(0).expect(422)).body.detail).toBe('`objects` must have at least 1 entry.');
    });
  });

  describe('GET /objects', () => {
    it('returns an object by its id as JSON or text, and 404 for an unknown id', async () => {
      const { body } = await post(draw).expect(201);
      expect((await request(app).get(`/objects/${object.id}`).expect(200)).body).toEqual(body);
      const sentence = await request(app).get(`/objects/${object.id}`).accept('text/plain').expect(200);
      expect(sentence.text).toBe(`${object.text}\n`);
      const missing = await request(app).get('/objects/nothing').expect(404);
      expect(missing.body.detail).toBe('No object nothing is recorded.');
    });

    it('returns pages with links to their neighbours', async () => {
      await post({ objects: [draw, { ...draw, index: 1, number: 0, float: 7.34 }] }, '/products').expect(200);
      const first = await request(app).get('/objects?limit=1').expect(200);
      expect(first.body).toMatchObject({ objects: [{ index: 1 }], next: 2 });
      expect(first.headers.link).toBe('<?before=2&limit=1>; rel="next", <?after=2&limit=1>; rel="prev"');
      const second = await request(app).get('/objects?limit=1&before=2').expect(200);
      const back = await request(app).get(`/objects?limit=1&after=${second.body.previous}`).expect(200);
      expect(back.body).toEqual({ ...first.body, objects: first.body.objects });
      expect(second.body).toMatchObject({ objects: [{ index: 0 }], next: null });
      const text = await request(app).get('/objects').accept('text/plain').expect(200);
      expect(text.text).toBe('Your attack MISSED and did 0\nYour attack HIT and did 4.42\n');
    });

    it('returns an empty page for a rule set or an outcome without draws', async () => {
      for (const query of ['rule=dice', 'outcome=CRIT', 'rule=attack&outcome=nope']) {
        const { body } = await request(app).get(`/objects?${query}`).expect(200);
        expect(body).toEqual({ objects: [], next: null, previous: null });
      }
    });

    it('refuses an unknown rule set with 422 and the known ones', async () => {
      const { body } = await request(app).get('/objects?rule=nope').expect(422);
      const detail = expect.stringMatching(
        /^rule nope is not known; known are attack, .*, product\.$/,
      ) as string;
      expect(body).toMatchObject({ status: 422, errors: [{ parameter: 'rule', detail }] });
    });
  });

  describe.each([
    ['without a prefix', ''],
    ['with a prefix that a balancer removes', '/api'],
  ])('A relative link in a response %s', (_, prefix) => {
    let outside: Express;
    beforeEach(() => {
      outside = express().use(prefix, app);
    });
    const follow = (from: string, reference: string) => {
      const { pathname, search } = new URL(reference, `http://quartet${from}`);
      return request(outside).get(`${pathname}${search}`).expect(200);
    };

    it.each(['/product', '/product/'])('leads from the Location of %s to the object', async (path) => {
      const { headers, body } = await request(outside).post(`${prefix}${path}`).send(draw).expect(201);
      expect((await follow(`${prefix}${path}`, headers.location!)).body).toEqual(body);
    });

    it('leads from the Link of a page to its neighbours with the same filters', async () => {
      await post({ objects: [draw, { ...draw, index: 1, number: 0, float: 7.34 }] }, '/products').expect(200);
      const address = `${prefix}/objects?limit=1&rule=attack`;
      const newest = await request(outside).get(address).expect(200);
      const older = await follow(address, linkOf('next', newest));
      expect(older.body.objects).toMatchObject([{ index: 0 }]);
      const newer = await follow(address, linkOf('prev', older));
      expect(newer.body.objects).toEqual(newest.body.objects);
    });
  });

  describe('GET /rules', () => {
    it('returns ranges, outcomes, exact odds and counts', async () => {
      await post(draw).expect(201);
      const { body } = await request(app).get('/rules/attack').expect(200);
      expect(body).toMatchObject({
        name: 'attack',
        title: 'Attack',
        description: 'One blow in a role-playing game.',
        version: object.version,
        number: { min: 0, max: 2 },
        float: { min: 0, max: 10, decimals: 2 },
        cells: 3003,
        product: { min: '0', max: '20' },
        drawn: 1,
      });
      const outcomes = body.outcomes.map(({ label, when, odds, observed }: Outcome) => [
        label,
        when,
        odds.fraction,
        observed,
      ]);
      expect(outcomes).toEqual([
        ['MISSED', 'number == 0', '1/3', 0],
        ['CRIT', 'number == 2 && float > 5.0', '500/3003', 0],
        ['HIT', undefined, '1502/3003', 1],
      ]);
      expect(body.outcomes[1].product).toMatchObject({
        min: '10.02',
        max: '20',
        mean: { fraction: '1501/100', value: 15.01 },
      });
      const all = await request(app).get('/rules').expect(200);
      expect(all.body.rules).toHaveLength(14);
      const { file, ...listed } = body as { file: string };
      expect(all.body.rules[0]).toEqual(listed);
      const { text, type } = await request(app).get('/rules/attack').accept('application/yaml').expect(200);
      expect(type).toBe('application/yaml');
      expect(text).toBe(file);
      expect(file).toContain("label: MISSED, when: 'number == 0'");
    });

    it('returns tables as plain text', async () => {
      await post(draw).expect(201);
      const { text } = await request(app).get('/rules/attack').accept('text/plain').expect(200);
      expect(text).toContain(`
OUTCOME  ODDS       PERCENT  OBSERVED  MEAN PRODUCT  WHEN
MISSED   1/3        33.33 %  0         0             number == 0
CRIT     500/3003   16.65 %  0         15.01         number == 2 && float > 5.0
HIT      1502/3003  50.02 %  1         5             otherwise
`);
      const list = await request(app).get('/rules').accept('text/plain').expect(200);
      expect(list.text).toMatch(/^NAME {8}TITLE {17}OUTCOMES {2}DRAWN\nattack {6}Attack {16}3 {9}1\n/);
    });

    it.each([
      ['attack', '(2 decimals)'],
      ['hero', '(1 decimal)'],
    ])('shows the decimals of the float of %s: %s', async (name, decimals) => {
      const { text } = await request(app).get(`/rules/${name}`).accept('text/plain').expect(200);
      expect(text).toContain(decimals);
    });

    it('returns 404 with the known rule sets for an unknown one', async () => {
      const { body } = await request(app).get('/rules/nope').expect(404);
      expect(body.detail).toMatch(
        /^There is no rule set `nope`\. Available rule sets: attack, code, .*, product\.$/,
      );
    });
  });
});

const linkOf = (relation: string, { headers }: { headers: Record<string, string> }) =>
  new RegExp(`<([^>]*)>; rel="${relation}"`).exec(headers.link ?? '')?.[1] ?? '';

interface Outcome {
  label: string;
  when?: string;
  odds: { fraction: string };
  observed: number;
}
