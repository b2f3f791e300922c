import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBaseApp, problemHandler } from '@quartet/service-kit';
import request from 'supertest';
import { silentKit } from '../../test/support/silent-kit';
import { productApp } from '../../test/support/quartet';
import { checkRoute } from '../src/routes/check';
import { checkInWorker } from '../src/rules/check/check-in-worker';

jest.setTimeout(60_000);

const ATTACK = readFileSync(join(__dirname, '..', 'rules', 'attack.yaml'), 'utf8');
/** Four nested loops over a list of 1,000 entries: 10^12 steps. */
const HOSTILE = ATTACK.replace(
  'number == 0',
  `l.all(a, l.all(b, l.all(c, l.all(d, a + b + c + d >= 0)))) && number == 0`,
).replace(
  'outcomes:',
  `tables: { l: [${Array.from({ length: 1000 }, (_, index) => index).join(', ')}] }\noutcomes:`,
);
const STOPPED = /^the check took more than \d+ ms and was stopped/;

describe('A check in a worker thread', () => {
  it('returns odds and problems, in order', async () => {
    const [valid, invalid] = await checkInWorker(
      [
        { file: 'a.yaml', yaml: ATTACK },
        { file: 'b.yaml', yaml: 'name: b' },
      ],
      30_000,
    );
    expect(valid!.odds!.outcomes.map(({ fraction }) => fraction)).toEqual(['1/3', '500/3003', '1502/3003']);
    expect(invalid!.problems[0]).toMatchObject({ file: 'b.yaml', message: 'is required' });
  });

  it('is stopped after its time limit, and keeps the results of files checked before', async () => {
    const [valid, hostile] = await checkInWorker(
      [
        { file: 'a.yaml', yaml: ATTACK },
        { file: 'h.yaml', yaml: HOSTILE },
      ],
      2_000,
    );
    expect(valid!.problems).toEqual([]);
    expect(hostile!.problems).toMatchObject([
      { file: 'h.yaml', message: expect.stringMatching(STOPPED) as string },
    ]);
  });
});

describe('POST /rules/check', () => {
  let product: Awaited<ReturnType<typeof productApp>>;
  beforeAll(async () => {
    product = await productApp();
  });
  afterAll(() => product.remove());

  const check = (yaml: string, type = 'application/yaml') =>
    request(product.app).post('/rules/check').type(type).send(yaml);

  it.each(['X-Forwarded-For', 'Forwarded'])(
    'returns 404 for a request through a balancer (%s), unless it is public',
    async (header) => {
      const { body } = await check(ATTACK).set(header, 'for=192.0.2.1').expect(404);
      expect(body).toMatchObject({ detail: 'There is nothing at /rules/check.' });
      const open = createBaseApp(silentKit('product', 'service4-product')).use(checkRoute(true));
      await request(open)
        .post('/rules/check')
        .type('application/yaml')
        .set(header, 'for=192.0.2.1')
        .send(ATTACK)
        .expect(200);
    },
  );

  it.each(['get', 'options', 'delete'] as const)(
    'returns 404 for a request through a balancer with the method %s too',
    async (method) => {
      await request(product.app)
        [method]('/rules/check')
        .expect(method === 'options' ? 204 : 405);
      await request(product.app)[method]('/rules/check').set('X-Forwarded-For', '192.0.2.1').expect(404);
    },
  );

  it('returns 404 for a request through a trusted balancer', async () => {
    const kit = { ...silentKit('product', 'service4-product'), trustProxy: ['loopback'] };
    await request(createBaseApp(kit).use(checkRoute(false), problemHandler(kit)))
      .post('/rules/check')
      .type('application/yaml')
      .set('X-Forwarded-For', '127.0.0.1')
      .send(ATTACK)
      .expect(404);
  });

  it('returns all problems of a file, as JSON and as text', async () => {
    const yaml = ATTACK.replace('number == 0', 'numbr == 0').replace('{product}', '{damage}');
    const { body } = await check(yaml).expect(200);
    expect(body.odds).toBeUndefined();
    expect(body.problems).toMatchObject([
      { severity: 'error', place: 'outcomes[0].when', excerpt: 'numbr', line: expect.any(Number) as number },
      { severity: 'error', place: 'text' },
    ]);
    const text = await check(yaml).accept('text/plain').expect(200);
    expect(text.text).toMatch(/^rules\.yaml:\d+:\d+: error: outcomes\[0\]\.when: unknown variable: numbr/);
  });

  it('returns the odds of a valid file, and stores nothing', async () => {
    const { body } = await check(ATTACK.replace('name: attack', 'name: strike')).expect(200);
    expect(body.problems).toEqual([]);
    expect(body.odds.outcomes[1]).toMatchObject({ label: 'CRIT', fraction: '500/3003', percent: '16.65 %' });
    await request(product.app).get('/rules/strike').expect(404);
  });

  it('stops the check of a hostile file, and serves other requests meanwhile', async () => {
    const checking = check(HOSTILE).expect(200);
    const meanwhile = request(product.app).get('/health/live').expect(200);
    const [{ body }] = await Promise.all([checking, meanwhile]);
    expect(body.problems).toMatchObject([{ message: expect.stringMatching(STOPPED) as string }]);
  });

  it('runs two checks at a time, refuses more with 429, and runs another one afterwards', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => check(HOSTILE)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429, 429, 429]);
    expect(answers.find(({ status }) => status === 429)).toMatchObject({
      headers: { 'retry-after': '1' },
      body: { type: 'urn:quartet:problem:too-many-requests' },
    });
    await check(ATTACK).expect(200);
  });

  it('returns 404 for a request from a page of another site', async () => {
    await check(ATTACK).set('Origin', 'https://elsewhere.example').expect(404);
  });

  it('returns 413 for a file that is too large', async () => {
    await check(`# ${'x'.repeat(300_000)}`).expect(413);
  });
});
