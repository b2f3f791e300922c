import { randomBytes } from 'node:crypto';
import {
  type AddressInfo,
  connect,
  createServer,
  type NetConnectOpts,
  type Server,
  type Socket,
} from 'node:net';

/** Ways in which a hop between two processes fails. */
export const NETWORK_FAULTS = [
  'refused connections',
  'a reset in the middle of the answer',
  'no answer',
  'an answer byte by byte',
  'garbage',
] as const;
/** Ways in which an HTTP service fails. */
export const HTTP_FAULTS = ['an answer of another type', 'bursts of status 500'] as const;
export type FaultKind = (typeof NETWORK_FAULTS)[number] | (typeof HTTP_FAULTS)[number];

const BYTE_INTERVAL_MS = 50;
/** The number of requests that a burst fails, and that pass until the next burst. */
const BURST = 5;

const response = (status: string, type: string, body: string) =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
const WRONG_TYPE = response('200 OK', 'text/html', '<!doctype html><title>Welcome</title>');
const FAILURE = response('500 Internal Server Error', 'text/plain', 'Internal Server Error');

/** A TCP proxy in front of a real service or database, which fails in the way that the test chooses. */
export class FaultProxy {
  /** The number of requests and answers that a fault affected. */
  injected = 0;
  private fault: FaultKind | undefined;
  private requests = 0;
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly upstream: NetConnectOpts,
    private listeningPort = 0,
  ) {}

  static async start(upstream: NetConnectOpts): Promise<FaultProxy> {
    const proxy = new FaultProxy(upstream);
    await proxy.listen();
    return proxy;
  }

  get port(): number {
    return this.listeningPort;
  }

  /** Lets new requests fail, on open connections too. */
  async inject(fault: FaultKind): Promise<void> {
    this.fault = fault;
    this.requests = 0;
    if (fault !== 'refused connections') return;
    this.injected += 1;
    await this.close();
  }

  /** Ends the fault, and closes the connections that it may have affected. */
  async heal(): Promise<void> {
    this.fault = undefined;
    this.destroySockets();
    if (!this.server) await this.listen();
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    this.destroySockets();
    if (!server) return;
    await new Promise((resolve) => {
      server.close(resolve);
    });
  }

  private destroySockets(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private listen(): Promise<void> {
    const server = createServer({ noDelay: true }, (client) => {
      this.accept(client);
    });
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject).listen(this.listeningPort, '127.0.0.1', () => {
        this.listeningPort = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  private accept(client: Socket): void {
    const upstream = connect(this.upstream);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (data) => {
      this.forwardRequest(data, client, upstream);
    });
    upstream.on('data', (data) => {
      this.forwardAnswer(data, client);
    });
  }

  private forwardRequest(data: Buffer, client: Socket, upstream: Socket): void {
    const isBurst = this.fault === 'bursts of status 500' && this.requests++ % (2 * BURST) < BURST;
    if (this.fault === 'no answer') this.injected += 1;
    else if (this.fault === 'garbage') this.answer(client, randomBytes(200));
    else if (this.fault === 'an answer of another type') this.answer(client, WRONG_TYPE);
    else if (isBurst) this.answer(client, FAILURE);
    else upstream.write(data);
  }

  /** Answers for the upstream. Waits for the rest of the request, so that closing does not reset the connection. */
  private answer(client: Socket, data: string | Buffer): void {
    this.injected += 1;
    client.removeAllListeners('data').resume();
    client.end(data);
  }

  private forwardAnswer(data: Buffer, client: Socket): void {
    if (this.fault === 'a reset in the middle of the answer') {
      this.injected += 1;
      client.write(data.subarray(0, data.length / 2), () => {
        client.resetAndDestroy();
      });
    } else if (this.fault === 'an answer byte by byte') {
      this.injected += 1;
      writeSlowly(data, client);
    } else {
      client.write(data);
    }
  }
}

function writeSlowly(data: Buffer, client: Socket): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < data.length) client.write(data.subarray(sent, ++sent));
    else clearInterval(timer);
  }, BYTE_INTERVAL_MS);
  client.once('close', () => {
    clearInterval(timer);
  });
}
