import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { type Draw, type Shown, shownBy } from './shown';

/** Nothing was sent: the machine does not listen. */
export class Refused extends Error {}

const TIMEOUT_MS = 5_000;
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

  /** @throws Refused, or an error that says what was wrong with the answer or that there was none */
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
    sent.on('error', (error) => {
      reject(failureOf(error, sent));
    });
    sent.end();
  });
}

function failureOf(error: NodeJS.ErrnoException, { reusedSocket }: ClientRequest): Error {
  if (error.code === 'ECONNREFUSED') return new Refused('refused');
  return new Error(`${error.message}${reusedSocket ? ' (on a connection used before)' : ''}`);
}
