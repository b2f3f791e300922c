import { Agent, request } from 'node:http';
import type { Draw } from './draws';

/** What came of a recording; without a status where the service ended before it had answered. */
export interface Answer {
  draw: Draw;
  status?: number;
  body?: { id?: string; createdAt?: string; detail?: string; queued?: boolean; object?: { id: string } };
}

export const isAcknowledged = ({ status }: Answer) => status === 201 || status === 200;

/**
 * Records draws over `connections` kept-alive connections, each sending its next when it has its answer, and gives all answers.
 * `answered` hears of each, with how many there are so far.
 */
export async function recordDraws(
  url: string,
  draws: Iterable<Draw>,
  connections: number,
  answered: (count: number, answer: Answer) => void = () => undefined,
): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  // One iterator for all: each takes what comes next.
  const turns = draws[Symbol.iterator]();
  const answers: Answer[] = [];
  let count = 0;
  const work = async () => {
    for (let turn = turns.next(); !turn.done; turn = turns.next()) {
      const answer = await post(url, turn.value, agent);
      answers.push(answer);
      if (answer.status !== undefined) answered((count += 1), answer);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
  return answers;
}

/** How many draws `POST /products` takes. */
const LARGEST_BATCH = 1_000;

/** Asks for draws once more, in batches: what was recorded is answered with 200. */
export async function recordAgain(url: string, draws: readonly Draw[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < draws.length; from += LARGEST_BATCH) {
    const objects = draws.slice(from, from + LARGEST_BATCH);
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

/** Repeats nothing: a recording without an answer must show. */
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
