import type { RequestListener } from 'node:http';
import { Client } from './client';
import { cleanUp, createObject, serveObject, startMachine, unusedUrl } from './fixtures';
import { visit } from './visit';

const DRAW = { seed: 'seed', index: 3 };

let client: Client;
beforeEach(() => {
  client = new Client(2);
});
afterEach(async () => {
  client.close();
  await cleanUp();
});

const visitTo = (...machines: string[]) =>
  visit(DRAW, machines, (machine, draw) => client.requestDraw(machine, draw));

/** Faults of a machine, and the error that the journal stores for each. */
const FAULTS: [fault: string, handler: RequestListener, error: string][] = [
  [
    'answers 503',
    (_req, res) => res.writeHead(503).end('{"detail":"The database is unavailable."}'),
    '503: The',
  ],
  ['answers 429', (_req, res) => res.writeHead(429).end('slow down'), '429'],
  ['redirects', (_req, res) => res.writeHead(301, { Location: '/other' }).end(), '301'],
  ['resets the connection', (req) => req.socket.resetAndDestroy(), 'ECONNRESET'],
  [
    'closes the connection during the answer',
    (req, res) => res.write('{', () => req.socket.destroy()),
    'aborted',
  ],
  ['answers invalid JSON', (_req, res) => res.end('{"id"'), '200 with invalid JSON'],
  ['answers JSON without an object', (_req, res) => res.end('{}'), '200 without an object'],
  ['answers another draw', serveObject({ index: 4 }), '200 with the object of another draw'],
];

describe('A visit', () => {
  it('stores the object, the machine, the start and the duration', async () => {
    const { url } = await startMachine(serveObject({ createdAt: 'now' }));
    const before = Date.now();
    const result = await visitTo(url);
    expect(result).toEqual({
      ...createObject('seed', 3),
      started: expect.any(Number),
      ms: expect.any(Number),
      result: 'ok',
      recorded: true,
      tries: [{ machine: url }],
      moved: 0,
      retried: 0,
    });
    expect(result.started).toBeGreaterThanOrEqual(before);
    expect(result.started + result.ms).toBeLessThanOrEqual(Date.now() + 1);
  });

  it('stores that an object was queued', async () => {
    const { url } = await startMachine(serveObject({ recorded: false }));
    expect(await visitTo(url)).toMatchObject({ result: 'ok', recorded: false });
  });

  it('skips machines that refuse connections, without counting a retry', async () => {
    const [first, second, { url }] = [
      await unusedUrl(),
      await unusedUrl(),
      await startMachine(serveObject()),
    ];
    expect(await visitTo(first, second, url)).toMatchObject({
      result: 'ok',
      moved: 2,
      retried: 0,
      tries: [{ machine: first, error: 'refused' }, { machine: second, error: 'refused' }, { machine: url }],
    });
  });

  it('skips a machine that does not respond, such as one without power', async () => {
    // Reserved for documentation, so that no host responds (RFC 5737).
    const [unreachable, { url }] = ['http://192.0.2.1', await startMachine(serveObject())];
    expect(await visitTo(unreachable, url)).toMatchObject({ result: 'ok', moved: 1, retried: 0 });
  });

  test.each(FAULTS)(
    'retries the same draw once on another machine when the first %s',
    async (_, faulty, error) => {
      const [first, second] = [await startMachine(faulty), await startMachine(serveObject())];
      expect(await visitTo(first.url, second.url)).toMatchObject({
        ...createObject('seed', 3),
        result: 'ok',
        moved: 0,
        retried: 1,
        tries: [{ machine: first.url, error: expect.stringContaining(error) }, { machine: second.url }],
      });
    },
  );

  test.each<[fault: string, handler: RequestListener]>([
    ['sends no answer', () => undefined],
    ['sends only half of the answer', (_req, res) => res.write('{')],
  ])('retries on another machine when the first %s in time', async (_, stalling) => {
    const [first, second] = [await startMachine(stalling), await startMachine(serveObject())];
    // A short timeout for the first only, since the second may be slow on a busy test machine.
    const impatient = new Client(2, 100);
    const result = await visit(DRAW, [first.url, second.url], (machine, draw) =>
      (machine === first.url ? impatient : client).requestDraw(machine, draw),
    );
    impatient.close();
    expect(result).toMatchObject({
      result: 'ok',
      moved: 0,
      retried: 1,
      tries: [{ machine: first.url, error: 'no answer within 100 ms' }, { machine: second.url }],
    });
  });

  it('fails without a third attempt when the second machine fails too', async () => {
    const fails: RequestListener = (_req, res) => res.writeHead(500).end();
    const [first, second, third] = [
      await startMachine(fails),
      await startMachine(fails),
      await startMachine(serveObject()),
    ];
    const failed = await visitTo(first.url, second.url, third.url);
    expect(failed).toMatchObject({ result: 'failed', moved: 0, retried: 1, ...DRAW });
    expect(failed.tries).toEqual([first, second].map(({ url }) => ({ machine: url, error: '500' })));
    expect(failed).not.toHaveProperty('id');
  });

  it('fails when no machine listens', async () => {
    expect(await visitTo(await unusedUrl(), await unusedUrl())).toMatchObject({
      result: 'failed',
      moved: 2,
      retried: 0,
    });
  });

  it('retries on the same machine when no other listens', async () => {
    let requests = 0;
    const { url } = await startMachine((req, res) => {
      if (requests++ === 0) res.writeHead(502).end();
      else serveObject()(req, res);
    });
    const unused = await unusedUrl();
    const result = await visitTo(url, unused);
    expect(result).toMatchObject({ result: 'ok', moved: 1, retried: 1 });
    expect(result.tries.map(({ machine }) => machine)).toEqual([url, unused, url]);
  });

  it('reuses its connection and reports when a reused one is reset', async () => {
    const ports = new Set<number>();
    const { url } = await startMachine((req, res) => {
      ports.add(req.socket.remotePort!);
      if (req.url!.includes('index=4')) req.socket.resetAndDestroy();
      else serveObject()(req, res);
    });
    for (let attempt = 0; attempt < 3; attempt++) await visitTo(url);
    expect(ports.size).toBe(1);
    await expect(client.requestDraw(url, { seed: 'seed', index: 4 })).rejects.toThrow(
      'ECONNRESET (on a reused connection)',
    );
  });
});
