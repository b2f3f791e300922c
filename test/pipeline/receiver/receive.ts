import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';

/** What was pushed to which branch. */
export interface Push {
  branch: string;
  commit: string;
}

/** GitHub's own limit is 25 MB. */
const LARGEST = 25 * 1024 ** 2;
const GONE = '0'.repeat(40);

/**
 * Answers GitHub's webhooks (https://docs.github.com/webhooks): 202 for a push that `accept` has taken, 200 for what is of no
 * interest, 401 where the signature is missing or wrong, 400 where it is no event, 404 and 405 elsewhere.
 */
export const receive =
  (secret: string, accept: (push: Push) => number): RequestListener =>
  (req, res) => {
    const answer = (status: number, text: string) => res.writeHead(status).end(`${text}\n`);
    if (req.url !== '/github-webhook/') return void answer(404, 'Webhooks come to /github-webhook/.');
    if (req.method !== 'POST') return void answer(405, 'Webhooks are posted.');
    bodyOf(req)
      .then((body) => {
        if (!isSigned(body, secret, req.headers['x-hub-signature-256']))
          return answer(401, 'The signature is missing or wrong.');
        const push = pushOf(req.headers['x-github-event'], body);
        return push ? answer(202, `Build ${accept(push)}`) : answer(200, 'Nothing to build.');
      })
      .catch((error: unknown) => answer(400, (error as Error).message));
  };

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length > LARGEST) throw new Error('It is too large for an event.');
  }
  return Buffer.concat(parts);
}

function isSigned(body: Buffer, secret: string, signature: string | string[] | undefined): boolean {
  const right = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const given = Buffer.from(String(signature));
  return given.length === right.length && timingSafeEqual(given, right);
}

/** @throws where the body is no event */
function pushOf(event: unknown, body: Buffer): Push | undefined {
  if (event !== 'push') return undefined;
  const { ref, after } = JSON.parse(body.toString()) as Record<string, unknown>;
  if (typeof ref !== 'string' || typeof after !== 'string') throw new Error('It is no push event.');
  const [, branch] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  return branch === undefined || after === GONE ? undefined : { branch, commit: after };
}
