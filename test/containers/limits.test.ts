import { connect } from 'node:net';
import { waitUntil } from '../support/wait-until';
import { docker } from './support/docker';
import { type Edge, removeEdges, startEdge } from './support/edge';
import { request } from './support/http';

afterAll(removeEdges);

describe('The request limit per client', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge({ REQUESTS_PER_SECOND: '2', REQUESTS_BURST: '5', CONNECTIONS_PER_CLIENT: '3' });
  });

  it('answers excess requests with 429 and Retry-After', async () => {
    const responses = await Promise.all(
      Array.from({ length: 3 }, () =>
        Promise.all(Array.from({ length: 5 }, () => request(`${edge.url}/api/number`))),
      ),
    );
    const refused = responses.flat().filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(5);
    for (const { headers, body } of refused) {
      expect(headers['retry-after']).toEqual(['2']);
      expect(JSON.parse(body)).toMatchObject({ type: 'urn:quartet:problem:too-many-requests', status: 429 });
    }
    const page = await request(`${edge.url}/`, { headers: { Accept: 'text/html' } });
    expect([page.status, page.body]).toEqual([429, expect.stringContaining('<h1>Too many requests</h1>')]);
    expect(page.headers['content-security-policy']).toHaveLength(1);
    const [, path = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page.body) ?? [];
    const sheets = await Promise.all(Array.from({ length: 10 }, () => request(edge.url + path)));
    expect(sheets.map(({ status, headers }) => [status, headers['content-type']])).toEqual(
      Array(10).fill([200, ['text/css']]),
    );
  });

  it('does not apply to the nginx health check', async () => {
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => request(`${edge.url}/nginx-health`)),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(200));
  });
});

describe('The connection limit per client', () => {
  it('answers excess simultaneous requests with 429', async () => {
    const edge = await startEdge({ CONNECTIONS_PER_CLIENT: '2' });
    const held = [hold(edge, STALLED_BODY), hold(edge, STALLED_BODY)];
    let { status } = await request(`${edge.url}/api/number`);
    // nginx counts a connection only after it has read the request headers.
    while (status === 200) ({ status } = await request(`${edge.url}/api/number`));
    expect(status).toBe(429);
    for (const { drop } of held) drop();
  });
});

describe('The download limit per client', () => {
  it('answers further exports and history files with 429, and serves pages', async () => {
    const edge = await startEdge();
    const held = Array.from({ length: 5 }, () => hold(edge, ENDLESS_EXPORT));
    for (const path of ['/export', '/Export/', '/history.csv']) {
      let { status } = await request(edge.url + path);
      while (status === 200) ({ status } = await request(edge.url + path));
      expect([path, status]).toEqual([path, 429]);
    }
    expect((await request(`${edge.url}/rules`)).status).toBe(200);
    for (const { drop } of held) drop();
  });
});

const ENDLESS_EXPORT = 'GET /export?count=10000000&seed=x HTTP/1.1\r\nHost: x\r\n\r\n';

describe('Large bodies of one client', () => {
  it('do not use up the memory of nginx when they arrive slowly', async () => {
    const edge = await startEdge();
    const held = Array.from({ length: 90 }, () => hold(edge, LARGE_STALLED_BODY));
    // nginx refuses bodies for which it has no space.
    await waitUntil(async () => (await docker(['logs', edge.id])).includes('"status":500'));
    expect((await request(`${edge.url}/api/number`)).status).toBe(200);
    for (const { drop } of held) drop();
  });
});

const STALLED_BODY =
  'POST /api/numbers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{';

const LARGE_STALLED_BODY = `${STALLED_BODY.replace('100', '2000000')}${'x'.repeat(1_999_000)}`;

/** Slow clients: the text that they send first, and the interval of further bytes in milliseconds (0 for none). */
const SLOW_CLIENTS: Record<string, [text: string, dripMs: number]> = {
  'sends nothing': ['', 0],
  'stops within the headers': ['GET / HTTP/1.1\r\nHost: x\r\n', 0],
  'sends its headers byte by byte': ['GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', 500],
  'stops within the body': [STALLED_BODY, 0],
};

describe('A slow client', () => {
  it(`is disconnected after 10 s if it ${Object.keys(SLOW_CLIENTS).join(', or ')}`, async () => {
    const edge = await startEdge();
    const start = performance.now();
    const seconds = await Promise.all(
      Object.entries(SLOW_CLIENTS).map(async ([name, [text, dripMs]]) => {
        await hold(edge, text, dripMs).closed;
        return [name, Math.round((performance.now() - start) / 1000)];
      }),
    );
    expect(seconds).toEqual(Object.keys(SLOW_CLIENTS).map((name) => [name, 10]));
  });
});

/** Sends a text and keeps the connection open; sends another byte every `dripMs` milliseconds (0 for never). */
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
