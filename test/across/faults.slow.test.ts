import { createServer, type RequestListener } from 'node:http';
import type { Express } from 'express';
import request from 'supertest';
import { type Listening, listen } from '../support/listen';
import { floatApp, frontendApp, numberApp, productApp } from '../support/quartet';

const DEADLINE_MS = 1_500;
const ATTEMPT_MS = 400;
/** The delay beyond its deadline that an answer may have on a busy machine. */
const SLACK_MS = 3_000;

/** Accepts every request and never answers. */
const silent: RequestListener = () => undefined;
/** Sends a header, and then a byte every 50 ms without end. */
const dripping: RequestListener = (_req, res) => {
  res.writeHead(200, { 'Content-Type': 'application/json' });
  const timer = setInterval(() => res.write(' '), 50);
  res.once('close', () => {
    clearInterval(timer);
  });
};
const answering =
  (status: number, body: string): RequestListener =>
  (_req, res) => {
    res.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  };

describe('The frontend with a failing service', () => {
  let product: { app: Express; remove: () => Promise<void> };
  let open: Listening[];
  beforeEach(async () => {
    product = await productApp();
    open = [];
  });
  afterEach(async () => {
    await Promise.all(open.map((listening) => listening.close()));
    await product.remove();
  });

  const start = async (handler: RequestListener, port?: number) => {
    const listening = await listen(handler, port);
    open.push(listening);
    return listening;
  };

  /** A frontend with the real services, except those given. */
  const frontendWith = async (replacements: {
    number?: RequestListener;
    float?: RequestListener;
    product?: RequestListener;
  }) => {
    const [number, float, productService] = await Promise.all([
      start(replacements.number ?? numberApp()),
      start(replacements.float ?? floatApp()),
      start(replacements.product ?? product.app),
    ]);
    const app = frontendApp({
      number: number.url,
      float: float.url,
      product: productService.url,
      visitDeadlineMs: DEADLINE_MS,
      attemptMs: ATTEMPT_MS,
    });
    return { app, number, float, product: productService };
  };

  const timed = async (app: Express, accept = 'text/html') => {
    const begin = performance.now();
    const response = await request(app).get('/').set('Accept', accept);
    expect(performance.now() - begin).toBeLessThan(DEADLINE_MS + SLACK_MS);
    return response;
  };

  it('returns 503 with the name of the service, and works again when the service does', async () => {
    const { app, float } = await frontendWith({});
    await request(app).get('/').expect(200);
    await float.close();
    const failed = await timed(app);
    expect(failed.status).toBe(503);
    expect(failed.headers['retry-after']).toBe('1');
    expect(failed.text).toContain('<h1>The float service is unavailable</h1>');
    expect(failed.text).toContain('The float service cannot be reached.');
    expect(failed.text).toContain('Links to recorded objects still work');
    await start(floatApp(), float.port);
    await request(app).get('/').expect(200);
  });

  it('still shows recorded objects', async () => {
    const { app, number } = await frontendWith({});
    const { body } = await request(app).get('/').set('Accept', 'application/json').expect(200);
    await number.close();
    await request(app).get('/').expect(503);
    await request(app)
      .get(`/objects/${(body as { id: string }).id}`)
      .expect(200);
  });

  it.each(['number', 'float', 'product'] as const)(
    'ends a visit at its deadline when the %s service never answers',
    async (name) => {
      const { app } = await frontendWith({ [name]: silent });
      const { status, text } = await timed(app, '*/*');
      expect(status).toBe(503);
      expect(text).toMatch(
        new RegExp(
          `^The ${name} service is unavailable: The ${name} service did not answer within \\d+ ms\\.\n$`,
        ),
      );
    },
  );

  it('ends a visit at its deadline when an answer arrives byte by byte', async () => {
    const { app } = await frontendWith({ number: dripping });
    expect((await timed(app)).status).toBe(503);
  });

  it('names the service, and shows no part of its answer', async () => {
    const { app } = await frontendWith({ float: answering(500, '{"stack":"at secret.ts:1"}') });
    const { status, text } = await timed(app, '*/*');
    expect(status).toBe(503);
    expect(text).toBe('The float service is unavailable: The float service answered 500.\n');
  });

  it.each(['{"number":"two"}', 'not JSON', ''])('returns 502 when the service answers %j', async (body) => {
    const { app } = await frontendWith({ number: answering(200, body) });
    const { status, text } = await timed(app, '*/*');
    expect(status).toBe(502);
    expect(text).toBe(
      'The number service returned an invalid response: The number service returned a response that violates its contract.\n',
    );
  });

  it.each([
    ['number', 'You cannot draw objects until this service works again'],
    ['product', 'You cannot draw or open objects until this service works again'],
  ])('explains the effect of a bad answer of the %s service', async (name, advice) => {
    const { app } = await frontendWith({ [name]: answering(200, '{}') });
    const { text } = await timed(app);
    expect(text).toContain(`<h1>The ${name} service returned an invalid response</h1>`);
    expect(text).toContain(advice);
  });

  it('returns 422 when the service draws another number than the seed', async () => {
    const wrongDraw = { number: 2, min: 0, max: 2, seed: 'quartet', index: 0, algorithm: 'quartet/1' };
    const { app } = await frontendWith({ number: answering(200, JSON.stringify(wrongDraw)) });
    const { body } = await request(app).get('/?seed=quartet').set('Accept', 'application/json').expect(422);
    expect(body).toMatchObject({ detail: 'number is 2, but this seed and index draw 1.' });
  });

  it('draws an object when a call fails only once', async () => {
    const real = numberApp();
    let calls = 0;
    const flaky: RequestListener = (req, res) => {
      calls += 1;
      if (calls === 1) req.socket.destroy();
      else real(req, res);
    };
    const { app } = await frontendWith({ number: flaky });
    await request(app).get('/').expect(200);
    expect(calls).toBe(2);
  });

  it('stays ready, and reports the service in its readiness', async () => {
    const { app, product: stopped } = await frontendWith({});
    await stopped.close();
    const { body } = await request(app).get('/health/ready').expect(200);
    expect(body).toMatchObject({
      status: 'ready',
      dependencies: [
        { name: 'number', state: 'up' },
        { name: 'float', state: 'up' },
        {
          name: 'product',
          required: false,
          state: 'down',
          reason: expect.stringMatching(
            /^The product service cannot be reached\. Reason: connect ECONNREFUSED/,
          ) as string,
        },
      ],
    });
  });
});

test('A visit fails at once when nothing listens on the port of a service', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const nowhere = `http://127.0.0.1:${port}`;
  const app = frontendApp({ number: nowhere, float: nowhere, product: nowhere });
  const { text } = await request(app).get('/').expect(503);
  expect(text).toBe('The product service is unavailable: The product service cannot be reached.\n');
});
