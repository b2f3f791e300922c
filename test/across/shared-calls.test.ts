import request from 'supertest';
import { frontendApp, type Quartet, startQuartet } from '../support/quartet';

const VISITS = 60;

describe('Visits at the same time', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
    // The rule sets are fetched once.
    await visit('first', 'application/json');
  });
  afterAll(() => quartet.close());

  const visit = async (seed: string, accept: string, rule = 'attack') =>
    request(quartet.frontend.url).get('/').query({ seed, rule }).set('Accept', accept);
  /** The requests of each route of a service until now. */
  const countRequests = async (service: 'number' | 'float' | 'product') => {
    const { text } = await request(quartet[service].url).get('/metrics');
    const counts = [...text.matchAll(/_count\{.*route="([^"]+)".*\} (\d+)/g)];
    return new Map(counts.map(([, route, count]) => [route, Number(count)]));
  };

  it('share calls, and each gets the object of its own seed and rule set', async () => {
    const rules = ['attack', 'order', 'dice'];
    const seedOf = (index: number) => `shared-${index}`;
    const draw = (index: number) => visit(seedOf(index), 'application/json', rules[index % rules.length]);
    const together = await Promise.all(Array.from({ length: VISITS }, (_, index) => draw(index)));
    expect(together.map(({ status }) => status)).toEqual(Array(VISITS).fill(200));
    for (const [service, single, many] of [
      ['number', '/number', '/numbers'],
      ['float', '/float', '/floats'],
      ['product', '/product', '/products'],
    ] as const) {
      const counts = await countRequests(service);
      expect(counts.get(many)).toBeGreaterThan(0);
      expect((counts.get(single) ?? 0) + (counts.get(many) ?? 0)).toBeLessThan(VISITS);
    }
    for (const [index, { body }] of together.entries()) {
      // Alone, the visit makes its own calls; it returns the recorded object.
      expect(body).toMatchObject({ seed: seedOf(index), rule: rules[index % rules.length] });
      expect((await draw(index)).body).toEqual(body);
    }
  });

  it('work from the first one on when the services have host names', async () => {
    const named = ({ url }: { url: string }) => url.replace('127.0.0.1', 'localhost');
    const { number, float, product } = quartet;
    const app = frontendApp({ number: named(number), float: named(float), product: named(product) });
    const visits = Array.from({ length: 10 }, (_, index) =>
      request(app)
        .get('/')
        .query({ seed: `named-${index}` })
        .set('Accept', 'application/json'),
    );
    expect((await Promise.all(visits)).map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  it('show the same page as a visit alone', async () => {
    const pages = await Promise.all(Array.from({ length: 20 }, () => visit('page', 'text/html')));
    const alone = await visit('page', 'text/html');
    expect(new Set(pages.map(({ text }) => text))).toEqual(new Set([alone.text]));
  });
});
