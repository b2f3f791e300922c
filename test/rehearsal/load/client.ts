import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { type Draw, parseAnswer, type ShownObject } from './answer';

/** The client could not connect, so it has sent nothing. */
export class ConnectionError extends Error {}

/** Longer than the timeout of nginx for one replica (5 s), so that nginx can try another one. */
const TIMEOUT_MS = 10_000;
/** A machine without power does not refuse connections, so the client must time out. */
const CONNECT_TIMEOUT_MS = 2_000;
/** Shorter than the shortest keep-alive timeout of nginx (5 s, when a worker shuts down), so that the client closes first. */
const IDLE_MS = 4_000;

/** Requests draws from machines over kept-alive connections. */
export class Client {
  private readonly agent: Agent;

  /** @param connections the maximum number of connections to each machine */
  constructor(
    connections: number,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {
    this.agent = new Agent({
      keepAlive: true,
      maxSockets: connections,
      maxFreeSockets: connections,
      timeout: IDLE_MS,
    });
  }

  /**
   * @param machine a base URL
   * @throws {ConnectionError} if no connection was established
   * @throws an error that describes the missing or invalid answer
   */
  async requestDraw(machine: string, draw: Draw): Promise<ShownObject> {
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      const { status, text } = await get(drawUrl(machine, draw), this.agent, draw, signal);
      return parseAnswer(status, text, draw);
    } catch (error) {
      if (signal.aborted) throw new Error(`no answer within ${this.timeoutMs} ms`, { cause: error });
      throw error;
    }
  }

  close(): void {
    this.agent.destroy();
  }
}

function drawUrl(machine: string, { seed, index }: Draw): string {
  return `${machine}/?${String(new URLSearchParams({ seed, index: String(index) }))}`;
}

function get(url: string, agent: Agent, { seed, index }: Draw, signal: AbortSignal) {
  // The request id finds this visit in the logs of all services.
  const headers = { Accept: 'application/json', 'X-Request-Id': `${seed}:${index}` };
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request(url, { agent, headers, signal }, (response: IncomingMessage) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text });
      });
    });
    const isConnected = limitConnectTime(sent);
    sent.on('error', (error) => {
      reject(describeFailure(error, sent, isConnected()));
    });
    sent.end();
  });
}

/** Destroys a request that does not connect in time. Returns a function that reports whether it has connected. */
function limitConnectTime(sent: ClientRequest): () => boolean {
  let isConnected = false;
  const timer = setTimeout(() => {
    if (!isConnected) sent.destroy(new Error(`no connection within ${CONNECT_TIMEOUT_MS} ms`));
  }, CONNECT_TIMEOUT_MS);
  const onConnect = () => {
    isConnected = true;
    clearTimeout(timer);
  };
  sent.on('socket', (socket) => {
    if (socket.connecting) socket.once('connect', onConnect);
    else onConnect();
  });
  sent.on('close', () => {
    clearTimeout(timer);
  });
  return () => isConnected;
}

function describeFailure(
  { code, message }: NodeJS.ErrnoException,
  { reusedSocket }: ClientRequest,
  isConnected: boolean,
): Error {
  if (code === 'ECONNREFUSED') return new ConnectionError('refused');
  if (!isConnected) return new ConnectionError(message);
  return new Error(`${message}${reusedSocket ? ' (on a reused connection)' : ''}`);
}
