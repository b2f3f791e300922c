import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { contextFrom } from '../observability/context';
import { UserInputError } from './errors';
import { problemOf } from './problem';
import { malformedError } from './user-errors';

/**
 * How many bytes of address and headers a service reads: more than nginx hands on (nginx/http/buffers.conf), so that too many are
 * refused there, where the request is known by its id. What is refused here was never read, and has an id of its own.
 */
export const MAX_HEADER_BYTES = 40 * 1024;

/** Answers with a problem document what is no request that an app could be given, and closes the connection. */
export function answerUnreadable(server: Server): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (req, res) => answers.set(req.socket, res));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answer = answers.get(socket);
    const isHalfAnswered = answer !== undefined && answer.headersSent && !answer.writableEnded;
    // Nobody is left to hear it, or it would be taken for the rest of another answer.
    if (!socket.writable || isHalfAnswered) socket.destroy();
    else socket.end(answerTo(causeOf(error.code)), () => socket.destroy());
  });
}

/** What is wrong, by the code that Node's parser gives it. */
function causeOf(code: string | undefined): UserInputError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    const detail = `The address and headers are larger than the ${MAX_HEADER_BYTES} bytes that are read here.`;
    return new UserInputError(431, 'headers-too-large', 'Headers too large', detail);
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new UserInputError(
      408,
      'request-too-slow',
      'Request too slow',
      'The request took too long to come.',
    );
  }
  return malformedError('What came is not a request of HTTP/1.1.');
}

/** A whole answer as it goes over the wire; there is no request to hang it on. */
function answerTo(error: UserInputError): string {
  const context = contextFrom();
  const body = JSON.stringify(problemOf(error, context));
  return [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    `X-Request-Id: ${context.requestId}`,
    `traceparent: ${context.traceparent}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
