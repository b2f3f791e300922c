import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';

/** A push to a branch. */
export interface Push {
  branch: string;
  commit: string;
}

/** GitHub's own limit is 25 MB. */
const MAX_BYTES = 25 * 1024 ** 2;
/** The commit in the event of a deleted branch. */
const NO_COMMIT = '0'.repeat(40);

/**
 * Handles GitHub webhooks (https://docs.github.com/webhooks). `accept` receives each push and returns its build number.
 * Responds with 202 for a push, 200 for any other event, 401 for a missing or wrong signature, 400 for an invalid event,
 * and 404 or 405 for other requests.
 */
export const receive =
  (secret: string, accept: (push: Push) => number): RequestListener =>
  (req, res) => {
    const respond = (status: number, text: string) => res.writeHead(status).end(`${text}\n`);
    if (req.url !== '/github-webhook/') return void respond(404, 'Send webhooks to /github-webhook/.');
    if (req.method !== 'POST') return void respond(405, 'Send webhooks with POST.');
    readBody(req)
      .then((body) => {
        if (!isSigned(body, secret, req.headers['x-hub-signature-256']))
          return respond(401, 'The signature is missing or wrong.');
        const push = parsePush(req.headers['x-github-event'], body);
        return push ? respond(202, `Build ${accept(push)}`) : respond(200, 'Nothing to build.');
      })
      .catch((error: unknown) => respond(400, (error as Error).message));
  };

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length > MAX_BYTES) throw new Error('The body exceeds 25 MB.');
  }
  return Buffer.concat(parts);
}

function isSigned(body: Buffer, secret: string, signature: string | string[] | undefined): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const actual = Buffer.from(String(signature));
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** Returns the push, or undefined for an event that needs no build. @throws if the body is not a push event */
function parsePush(event: unknown, body: Buffer): Push | undefined {
  if (event !== 'push') return undefined;
  const { ref, after } = JSON.parse(body.toString()) as Record<string, unknown>;
  if (typeof ref !== 'string' || typeof after !== 'string') throw new Error('The body is not a push event.');
  const [, branch] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  return branch === undefined || after === NO_COMMIT ? undefined : { branch, commit: after };
}
