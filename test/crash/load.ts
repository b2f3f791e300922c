import { Agent, request } from 'node:http';
import type { Draw } from './draws';

/** The answer to a draw. `status` is missing if the service exited before it answered. */
export interface Answer {
  draw: Draw;
  status?: number;
  body?: { id?: string; createdAt?: string; detail?: string; queued?: boolean; object?: { id: string } };
}

export const isAcknowledged = ({ status }: Answer) => status === 201 || status === 200;

/**
 * Sends draws to `POST /product` over `connections` kept-alive connections, one at a time on each, and returns all answers.
 *
 * @param onAnswer called for each answer with a status, with the number of such answers so far
 */
export async function recordDraws(
  url: string,
  draws: Iterable<Draw>,
  connections: number,
  onAnswer: (count: number, answer: Answer) => void = () => undefined,
): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  // All connections take draws from one iterator.
  const iterator = draws[Symbol.iterator]();
  const answers: Answer[] = [];
  let count = 0;
  const work = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) {
      const answer = await post(url, next.value, agent);
      answers.push(answer);
      if (answer.status !== undefined) onAnswer((count += 1), answer);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
  return answers;
}

/** The largest batch that `POST /products` accepts. */
const MAX_BATCH = 1_000;

/** Sends draws again in batches. The service answers 200 for those that it has recorded. */
export async function repeatDraws(url: string, draws: readonly Draw[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < draws.length; from += MAX_BATCH) {
    const objects = draws.slice(from, from + MAX_BATCH);
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(`${url}/products`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ objects }),
    });
    const { results } = (await response.json()) as { results: { status: number; object: Answer['body'] }[] };
    answers.push(
      ...results.map(({ status, object }, index) => ({ draw: objects[index]!, status, body: object! })),
    );
  }
  return answers;
}

/** Sends one draw without retries, so that the result shows every missing answer. */
function post(url: string, draw: Draw, agent: Agent): Promise<Answer> {
  return new Promise((resolve) => {
    const lost = () => {
      resolve({ draw });
    };
    const headers = { 'Content-Type': 'application/json' };
    const sent = request(`${url}/product`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.once('error', lost);
      response.once('end', () => {
        resolve({
          draw,
          status: response.statusCode!,
          body: JSON.parse(text) as NonNullable<Answer['body']>,
        });
      });
    });
    sent.once('error', lost);
    sent.end(JSON.stringify(draw));
  });
}
