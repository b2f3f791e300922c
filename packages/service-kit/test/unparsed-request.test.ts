import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { answerUnreadable } from '../src/errors/unparsed-request';
import { listeningFixture, killFixtures } from './fixture';

const servers: Server[] = [];
afterAll(() => {
  killFixtures();
  for (const server of servers) server.close().closeAllConnections();
});

/** A server that answers what cannot be read; its port. */
async function serving(handler: RequestListener, options = {}): Promise<number> {
  const server = createServer(options, handler);
  servers.push(server);
  answerUnreadable(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends text as it is, and gives everything that comes until the connection is closed. */
async function exchange(port: number, text: string, then?: (socket: Socket) => void): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('data', (data) => {
    received += data.toString();
    then?.(socket);
  });
  socket.on('error', () => undefined);
  socket.write(text);
  await new Promise((resolve) => socket.once('close', resolve));
  return received;
}

/** The parts of an answer as it came over the wire. */
function parse(answer: string) {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return { head, body: JSON.parse(body) as Record<string, unknown> };
}

const never: RequestListener = () => {
  throw new Error('no request was ever whole');
};

test('As many headers as nginx hands on, 33 KB, are read', async () => {
  const { url } = await listeningFixture();
  const headers = Object.fromEntries(['A', 'B', 'C', 'D'].map((name) => [`X-${name}`, 'x'.repeat(8_300)]));
  expect((await fetch(`${url}/quick`, { headers })).status).toBe(200);
});

test('When an address is too long, then a service says how much it reads, and closes the connection', async () => {
  const { url } = await listeningFixture();
  const answer = await fetch(`${url}/quick?${'x'.repeat(50_000)}`);
  expect(answer.status).toBe(431);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.headers.get('connection')).toBe('close');
  expect(await answer.json()).toEqual({
    type: 'urn:quartet:problem:headers-too-large',
    title: 'Headers too large',
    status: 431,
    detail: 'The address and headers are larger than the 40960 bytes that are read here.',
    requestId: answer.headers.get('x-request-id'),
  });
});

test('When what comes is no HTTP, then it is told so with 400', async () => {
  const { head, body } = parse(await exchange(await serving(never), 'hello?\r\n\r\n'));
  expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(head).toMatch(/\r\nX-Content-Type-Options: nosniff\b/);
  expect(body).toMatchObject({
    type: 'urn:quartet:problem:malformed-request',
    status: 400,
    detail: 'What came is not a request of HTTP/1.1.',
  });
});

test('When a request does not come to its end in time, then it is told so with 408', async () => {
  const port = await serving(never, { headersTimeout: 50, connectionsCheckingInterval: 20 });
  const { head, body } = parse(await exchange(port, 'GET / HTTP/1.1\r\n'));
  expect(head).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(body).toMatchObject({
    type: 'urn:quartet:problem:request-too-slow',
    detail: 'The request took too long to come.',
  });
});

test('When half an answer is out, then nothing is put into it, and the connection is cut', async () => {
  const port = await serving((_req, res) => {
    res.writeHead(200, { 'Content-Length': '1000' }).write('one half');
  });
  const received = await exchange(
    port,
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n',
    (socket) => socket.write('no length of a chunk\r\n'),
  );
  expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*one half$/);
});

test('When an earlier answer went out over the same connection, then the unreadable request still gets one', async () => {
  let asked = false;
  const port = await serving((_req, res) => res.end('first'));
  const received = await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', (socket) => {
    if (!asked) socket.write('hello?\r\n\r\n');
    asked = true;
  });
  expect(received).toMatch(/first[^]*HTTP\/1\.1 400 Bad Request/);
});

test('When the caller resets its connection, then nothing happens', async () => {
  const port = await serving((_req, res) => res.end('ok'));
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write('GET / HT');
  socket.resetAndDestroy();
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('ok');
});
