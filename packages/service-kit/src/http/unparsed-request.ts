import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { UserInputError } from '../errors/errors';
import { problemOf } from '../errors/problem';
import { malformedError, methodNotAllowedError } from '../errors/user-errors';
import { contextFrom } from '../observability/context';
import { DEFAULT_HEADERS } from './default-headers';

/**
 * The size limit of request line and headers, in bytes. It is above the limit of nginx (nginx/http/buffers.conf), so that nginx
 * refuses larger requests: nginx knows the request's id, and here the request is not parsed yet.
 */
export const MAX_HEADER_BYTES = 40 * 1024;

/** Responds with a problem document to CONNECT and to requests that Node cannot parse or whose `Expect` is unknown. Closes the connection. */
export function respondToClientErrors(server: Server): void {
  const responses = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (req, res) => responses.set(req.socket, res));
  // Without this listener, Node responds without a body.
  server.on('checkExpectation', (req: IncomingMessage) => {
    const detail = `The expectation ${req.headers.expect ?? ''} is not supported. Only 100-continue is.`;
    const error = new UserInputError(417, 'expectation-failed', 'Expectation failed', detail);
    req.socket.end(rawResponse(error));
  });
  const refuse = (socket: Duplex, error: UserInputError) => {
    const response = responses.get(socket);
    const isPartlySent = response !== undefined && response.headersSent && !response.writableEnded;
    // The client would read this response as the rest of the previous one.
    if (!socket.writable || isPartlySent) socket.destroy();
    else socket.end(rawResponse(error), () => socket.destroy());
  };
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    refuse(socket, clientError(error.code));
  });
  // Without this listener, Node closes the connection without a response.
  server.on('connect', (_req, socket) => {
    // Node no longer handles errors of this socket.
    socket.on('error', () => socket.destroy());
    refuse(socket, methodNotAllowedError('CONNECT', ['GET', 'HEAD', 'POST', 'OPTIONS']));
  });
}

/** Maps the error code of Node's HTTP parser to an error. */
function clientError(code: string | undefined): UserInputError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    const detail = `The request line and headers are larger than the limit of ${MAX_HEADER_BYTES} bytes.`;
    return new UserInputError(431, 'headers-too-large', 'Headers too large', detail);
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    const detail = 'The request took too long to arrive. Try again.';
    return new UserInputError(408, 'request-too-slow', 'Request too slow', detail);
  }
  return malformedError('The request is not valid HTTP/1.1.');
}

/** Formats a complete HTTP response; without a parsed request there is no `ServerResponse`. */
function rawResponse(error: UserInputError): string {
  const context = contextFrom();
  const body = JSON.stringify(problemOf(error, context));
  const headers = {
    ...DEFAULT_HEADERS,
    ...error.headers,
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'X-Request-Id': context.requestId,
    traceparent: context.traceparent,
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`, ...lines, '', body].join('\r\n');
}
