import type { RequestListener } from 'node:http';
import { Client } from './client';
import { closeAll, machine, nobody, objectOf, shows } from './machines';
import { visit } from './visit';

const DRAW = { seed: 'seed', index: 3 };

let client: Client;
beforeEach(() => {
  client = new Client(2);
});
afterEach(async () => {
  client.close();
  await closeAll();
});

const visitTo = (...machines: string[]) =>
  visit(DRAW, machines, (address, draw) => client.ask(address, draw));

/** What a machine may do wrong, and how the journal names it. */
const FAULTS: [what: string, handler: RequestListener, error: string][] = [
  ['answers 503', (_req, res) => res.writeHead(503).end('{"detail":"The record is away."}'), '503: The'],
  ['has had enough of this client', (_req, res) => res.writeHead(429).end('slow down'), '429'],
  ['leads elsewhere', (_req, res) => res.writeHead(301, { Location: '/other' }).end(), '301'],
  ['cuts the connection', (req) => req.socket.resetAndDestroy(), 'ECONNRESET'],
  ['cuts it within the answer', (req, res) => res.write('{', () => req.socket.destroy()), 'aborted'],
  ['answers broken JSON', (_req, res) => res.end('{"id"'), '200 with broken JSON'],
  ['answers JSON that is no object', (_req, res) => res.end('{}'), '200 without an object'],
  ['shows another draw', shows({ index: 4 }), '200 with the object of another draw'],
];

describe('A visit', () => {
  it('notes the object, where it was shown, when, and for how long it was waited for', async () => {
    const { url } = await machine(shows({ createdAt: 'now' }));
    const before = Date.now();
    const done = await visitTo(url);
    expect(done).toEqual({
      ...objectOf('seed', 3),
      ...{ started: expect.any(Number), ms: expect.any(Number), result: 'ok', recorded: true },
      ...{ tries: [{ machine: url }], moved: 0, retried: 0 },
    });
    expect(done.started).toBeGreaterThanOrEqual(before);
    expect(done.started + done.ms).toBeLessThanOrEqual(Date.now() + 1);
  });

  it('notes that an object is not recorded yet', async () => {
    const { url } = await machine(shows({ recorded: false }));
    expect(await visitTo(url)).toMatchObject({ result: 'ok', recorded: false });
  });

  it('moves on from machines that do not listen, which is no retry', async () => {
    const [away, gone, { url }] = [await nobody(), await nobody(), await machine(shows())];
    expect(await visitTo(away, gone, url)).toMatchObject({
      ...{ result: 'ok', moved: 2, retried: 0 },
      tries: [{ machine: away, error: 'refused' }, { machine: gone, error: 'refused' }, { machine: url }],
    });
  });

  it('moves on from a machine that is not there, as one without power', async () => {
    // An address of which it is promised that nobody has it (RFC 5737).
    const [none, { url }] = ['http://192.0.2.1', await machine(shows())];
    expect(await visitTo(none, url)).toMatchObject({ result: 'ok', moved: 1, retried: 0 });
  });

  test.each(FAULTS)('asks another machine once for the same draw where one %s', async (_, faulty, error) => {
    const [first, second] = [await machine(faulty), await machine(shows())];
    expect(await visitTo(first.url, second.url)).toMatchObject({
      ...{ result: 'ok', moved: 0, retried: 1, ...objectOf('seed', 3) },
      tries: [{ machine: first.url, error: expect.stringContaining(error) }, { machine: second.url }],
    });
  });

  test.each<[what: string, handler: RequestListener]>([
    ['does not answer', () => undefined],
    ['answers by halves', (_req, res) => res.write('{')],
  ])('asks another machine where one %s in time', async (_, slow) => {
    const [first, second] = [await machine(slow), await machine(shows())];
    // Hasty with the first alone: the second may take its time on a busy machine.
    const hasty = new Client(2, 100);
    const done = await visit(DRAW, [first.url, second.url], (address, draw) =>
      (address === first.url ? hasty : client).ask(address, draw),
    );
    hasty.close();
    expect(done).toMatchObject({
      ...{ result: 'ok', moved: 0, retried: 1 },
      tries: [{ machine: first.url, error: 'no answer within 100 ms' }, { machine: second.url }],
    });
  });

  it('fails when the second machine fails too, and asks no third', async () => {
    const fails: RequestListener = (_req, res) => res.writeHead(500).end();
    const [first, second, third] = [await machine(fails), await machine(fails), await machine(shows())];
    const failed = await visitTo(first.url, second.url, third.url);
    expect(failed).toMatchObject({ result: 'failed', moved: 0, retried: 1, ...DRAW });
    expect(failed.tries).toEqual([first, second].map(({ url }) => ({ machine: url, error: '500' })));
    expect(failed).not.toHaveProperty('id');
  });

  it('fails when no machine listens', async () => {
    expect(await visitTo(await nobody(), await nobody())).toMatchObject({
      ...{ result: 'failed', moved: 2, retried: 0 },
    });
  });

  it('asks the same machine again where no other listens', async () => {
    let asked = 0;
    const { url } = await machine((req, res) => {
      if (asked++ === 0) res.writeHead(502).end();
      else shows()(req, res);
    });
    const away = await nobody();
    const done = await visitTo(url, away);
    expect(done).toMatchObject({ result: 'ok', moved: 1, retried: 1 });
    expect(done.tries.map((one) => one.machine)).toEqual([url, away, url]);
  });

  it('keeps its connection, and says when one that was kept is reset', async () => {
    const ports = new Set<number>();
    const { url } = await machine((req, res) => {
      ports.add(req.socket.remotePort!);
      if (req.url!.includes('index=4')) req.socket.resetAndDestroy();
      else shows()(req, res);
    });
    for (let time = 0; time < 3; time++) await visitTo(url);
    expect(ports.size).toBe(1);
    await expect(client.ask(url, { seed: 'seed', index: 4 })).rejects.toThrow(
      'ECONNRESET (on a connection used before)',
    );
  });
});
