import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { respondToClientErrors } from '../src/http/unparsed-request';
import { appWith } from './apps';
import { listeningFixture, killFixtures } from './fixture';

const servers: Server[] = [];
afterAll(() => {
  killFixtures();
  for (const server of servers) server.close().closeAllConnections();
});

/** Starts a server that responds to client errors. Returns its port. */
async function startServer(handler: RequestListener, options = {}): Promise<number> {
  const server = createServer(options, handler);
  servers.push(server);
  respondToClientErrors(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends raw text, and returns everything received until the connection closes. */
async function exchange(port: number, text: string, onData?: (socket: Socket) => void): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('data', (data) => {
    received += data.toString();
    onData?.(socket);
  });
  socket.on('error', () => undefined);
  socket.write(text);
  await new Promise((resolve) => socket.once('close', resolve));
  return received;
}

/** Splits a raw response into its head and its JSON body. */
function parse(response: string) {
  const [head = '', body = ''] = response.split('\r\n\r\n');
  return { head, body: JSON.parse(body) as Record<string, unknown> };
}

const never: RequestListener = () => {
  throw new Error('No request was complete');
};

test('33 KB of headers, the limit of nginx, are accepted', async () => {
  const { url } = await listeningFixture();
  const headers = Object.fromEntries(['A', 'B', 'C', 'D'].map((name) => [`X-${name}`, 'x'.repeat(8_300)]));
  expect((await fetch(`${url}/quick`, { headers })).status).toBe(200);
});

test('A URL that is too long is refused with 431 and the limit, and the connection is closed', async () => {
  const { url } = await listeningFixture();
  const answer = await fetch(`${url}/quick?${'x'.repeat(50_000)}`);
  expect(answer.status).toBe(431);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.headers.get('connection')).toBe('close');
  expect(await answer.json()).toEqual({
    type: 'urn:quartet:problem:headers-too-large',
    title: 'Headers too large',
    status: 431,
    detail: 'The request line and headers are larger than the limit of 40960 bytes.',
    requestId: answer.headers.get('x-request-id'),
  });
});

test('CONNECT is refused with 405 and the allowed methods, instead of a closed connection', async () => {
  const port = await startServer(never);
  const { head, body } = parse(
    await exchange(port, 'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n'),
  );
  expect(head).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/);
  expect(head).toMatch(/\r\nAllow: GET, HEAD, POST, OPTIONS\r\n/);
  expect(head).toMatch(/\r\nX-Content-Type-Options: nosniff\r\n/);
  expect(body).toMatchObject({ type: 'urn:quartet:problem:method-not-allowed', status: 405 });
});

test('A request that is not HTTP is refused with 400 and the default headers', async () => {
  const { head, body } = parse(await exchange(await startServer(never), 'hello?\r\n\r\n'));
  expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(head).toMatch(/\r\nX-Content-Type-Options: nosniff\b/);
  expect(body).toMatchObject({
    type: 'urn:quartet:problem:malformed-request',
    status: 400,
    detail: 'The request is not valid HTTP/1.1.',
  });
});

test('An incomplete request is refused with 408 after a timeout', async () => {
  const port = await startServer(never, { headersTimeout: 50, connectionsCheckingInterval: 20 });
  const { head, body } = parse(await exchange(port, 'GET / HTTP/1.1\r\n'));
  expect(head).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(body).toMatchObject({
    type: 'urn:quartet:problem:request-too-slow',
    detail: 'The request took too long to arrive. Try again.',
  });
});

test('The connection is closed without a second response when a response is partly sent', async () => {
  const port = await startServer((_req, res) => {
    res.writeHead(200, { 'Content-Length': '1000' }).write('first half');
  });
  const received = await exchange(
    port,
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n',
    (socket) => socket.write('not a chunk length\r\n'),
  );
  expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*first half$/);
});

test('An invalid request gets a response after an earlier response over the same connection', async () => {
  let isSent = false;
  const port = await startServer((_req, res) => res.end('first'));
  const received = await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', (socket) => {
    if (!isSent) socket.write('hello?\r\n\r\n');
    isSent = true;
  });
  expect(received).toMatch(/first[^]*HTTP\/1\.1 400 Bad Request/);
});

test('The server continues after a client resets its connection', async () => {
  const port = await startServer((_req, res) => res.end('ok'));
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write('GET / HT');
  socket.resetAndDestroy();
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('ok');
});

test('An unknown expectation is refused with 417', async () => {
  const { head, body } = parse(
    await exchange(await startServer(never), 'GET / HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\n\r\n'),
  );
  expect(head).toMatch(/^HTTP\/1\.1 417 Expectation Failed\r\n/);
  expect(body).toMatchObject({
    type: 'urn:quartet:problem:expectation-failed',
    detail: 'The expectation a-miracle is not supported. Only 100-continue is.',
  });
});

const ok = appWith((router) => {
  router.get('/', (_req, res) => {
    res.send('ok');
  });
});
const get = async (headers: string, version = '1.1') =>
  exchange(
    await startServer(ok, { requireHostHeader: false }),
    `GET / HTTP/${version}\r\n${headers}Connection: close\r\n\r\n`,
  );

test.each([
  ['', 'The request has no Host header.'],
  ['Host:\r\n', 'The Host header is not a host with an optional port.'],
  ['Host: a\r\nHost: b\r\n', 'The request has more than one Host header.'],
  ['Host: <script>\r\n', 'The Host header is not a host with an optional port.'],
  [`Host: ${'x'.repeat(2_300)}\r\n`, 'The Host header is not a host with an optional port.'],
])('A request with the host headers %j is refused with 400', async (headers, detail) => {
  const { head, body } = parse(await get(headers));
  expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(body).toMatchObject({ type: 'urn:quartet:problem:malformed-request', detail });
});

test.each(['quartet.example', 'localhost:5000', '[::1]:5000', '192.0.2.1', 'quartet_web:80'])(
  'The host %s is accepted',
  async (host) => {
    expect(await get(`Host: ${host}\r\n`)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  },
);

test('A request of HTTP/1.0 needs no host', async () => {
  expect(await get('', '1.0')).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});
