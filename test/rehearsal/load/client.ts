import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { type Draw, type Shown, shownBy } from './shown';

/** No connection came about, so nothing was sent: the machine does not listen, or is not there. */
export class NotConnected extends Error {}

/** Longer than nginx waits for one replica before it asks another (5 s). */
const TIMEOUT_MS = 10_000;
/** A machine without power refuses nothing. */
const CONNECT_TIMEOUT_MS = 2_000;
/** Shorter than nginx keeps an idle connection (5 s where a worker ends), so that none is used just as it is closed. */
const IDLE_MS = 4_000;

/** Asks machines over kept-alive connections, at most so many to each. */
export class Client {
  private readonly agent: Agent;

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

  /** @throws NotConnected, or an error that says what was wrong with the answer or that there was none */
  async ask(machine: string, draw: Draw): Promise<Shown> {
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      const { status, text } = await get(addressOf(machine, draw), this.agent, draw, signal);
      return shownBy(status, text, draw);
    } catch (error) {
      if (signal.aborted) throw new Error(`no answer within ${this.timeoutMs} ms`, { cause: error });
      throw error;
    }
  }

  close(): void {
    this.agent.destroy();
  }
}

function addressOf(machine: string, { seed, index }: Draw): string {
  return `${machine}/?${String(new URLSearchParams({ seed, index: String(index) }))}`;
}

function get(url: string, agent: Agent, { seed, index }: Draw, signal: AbortSignal) {
  // By the request id, the logs of all services tell of this visit.
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
    const isConnected = connectionOf(sent);
    sent.on('error', (error) => {
      reject(failureOf(error, sent, isConnected()));
    });
    sent.end();
  });
}

/** Ends the request where no connection comes about in time; gives what tells whether one did. */
function connectionOf(sent: ClientRequest): () => boolean {
  let isConnected = false;
  const late = setTimeout(() => {
    if (!isConnected) sent.destroy(new Error(`no connection within ${CONNECT_TIMEOUT_MS} ms`));
  }, CONNECT_TIMEOUT_MS);
  const connected = () => {
    isConnected = true;
    clearTimeout(late);
  };
  sent.on('socket', (socket) => {
    if (socket.connecting) socket.once('connect', connected);
    else connected();
  });
  sent.on('close', () => {
    clearTimeout(late);
  });
  return () => isConnected;
}

function failureOf(
  { code, message }: NodeJS.ErrnoException,
  { reusedSocket }: ClientRequest,
  isConnected: boolean,
): Error {
  if (code === 'ECONNREFUSED') return new NotConnected('refused');
  if (!isConnected) return new NotConnected(message);
  return new Error(`${message}${reusedSocket ? ' (on a connection used before)' : ''}`);
}
