import { connect } from 'node:net';
import { type Edge, removeEdges, startEdge } from './support/edge';
import { ask } from './support/http';

afterAll(removeEdges);

describe('Of one client', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge({ REQUESTS_PER_SECOND: '2', REQUESTS_BURST: '5', CONNECTIONS_PER_CLIENT: '3' });
  });

  it('more requests than are served to one are told to come again', async () => {
    const answers = await Promise.all(
      Array.from({ length: 3 }, () =>
        Promise.all(Array.from({ length: 5 }, () => ask(`${edge.url}/api/number`))),
      ),
    );
    const refused = answers.flat().filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(5);
    for (const { headers, body } of refused) {
      expect(headers['retry-after']).toEqual(['2']);
      expect(JSON.parse(body)).toMatchObject({ type: 'urn:quartet:problem:too-many-requests', status: 429 });
    }
    const page = await ask(`${edge.url}/`, { headers: { Accept: 'text/html' } });
    expect([page.status, page.body]).toEqual([429, expect.stringContaining('<h1>Too many requests</h1>')]);
    expect(page.headers['content-security-policy']).toHaveLength(1);
    const [, path = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page.body) ?? [];
    const sheets = await Promise.all(Array.from({ length: 10 }, () => ask(edge.url + path)));
    expect(sheets.map(({ status, headers }) => [status, headers['content-type']])).toEqual(
      Array(10).fill([200, ['text/css']]),
    );
  });

  it('the health of nginx is told all the same', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(`${edge.url}/nginx-health`)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  });
});

describe('Of one client', () => {
  it('more requests at the same time than are served to one are refused', async () => {
    const edge = await startEdge({ CONNECTIONS_PER_CLIENT: '2' });
    const waiting = [hold(edge, STALLED_BODY), hold(edge, STALLED_BODY)];
    let { status } = await ask(`${edge.url}/api/number`);
    // Until nginx has read what the two have sent.
    while (status === 200) ({ status } = await ask(`${edge.url}/api/number`));
    expect(status).toBe(429);
    for (const { drop } of waiting) drop();
  });
});

const STALLED_BODY =
  'POST /api/numbers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{';

/** How to be too slow: what is sent, and whether a byte follows every so many milliseconds. */
const SLOW: Record<string, [text: string, dripMs: number]> = {
  'says nothing': ['', 0],
  'stops within the headers': ['GET / HTTP/1.1\r\nHost: x\r\n', 0],
  'sends its headers one byte after the other': ['GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', 500],
  'stops within the body': [STALLED_BODY, 0],
};

describe('Whoever is too slow', () => {
  it(`is cut off after 10 s: one that ${Object.keys(SLOW).join(', ')}`, async () => {
    const edge = await startEdge();
    const began = performance.now();
    const seconds = await Promise.all(
      Object.entries(SLOW).map(async ([name, [text, dripMs]]) => {
        await hold(edge, text, dripMs).closed;
        return [name, Math.round((performance.now() - began) / 1000)];
      }),
    );
    expect(seconds).toEqual(Object.keys(SLOW).map((name) => [name, 10]));
  });
});

/** Sends a text over a connection and keeps that open, with a byte more every so many milliseconds. */
function hold({ url }: Edge, text: string, dripMs = 0) {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  socket.write(text);
  const drip = dripMs > 0 ? setInterval(() => socket.write('x'), dripMs) : undefined;
  const closed = new Promise<void>((resolve) => {
    socket.resume().once('close', () => {
      clearInterval(drip);
      resolve();
    });
  });
  return { closed, drop: () => socket.destroy() };
}
