import { types } from 'node:util';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { contextOf, idsOf, type RequestContext } from '../observability/context';
import type { Kit } from '../observability/kit';
import { type Fault, ServiceError } from './errors';
import { toServiceError } from './unexpected';
import { notFoundError } from './user-errors';

/** A problem document (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Finds the request in the logs of all services. */
  requestId: string;
  errors?: Fault[];
}

/** Handles requests that match no route. */
export const notFound: RequestHandler = (req) => {
  throw notFoundError(`There is nothing at ${req.path}.`);
};

/** The last handler of an API: responds to every error with a problem document. */
export const problemHandler = (kit: Kit): ErrorRequestHandler => {
  return errorHandler(kit, (error, res) => {
    res.type('application/problem+json').send(JSON.stringify(problemOf(error, contextOf(res))));
  });
};

/** Creates an error handler that logs server errors and sets status and headers; `respond` writes the body. */
export function errorHandler(
  kit: Kit,
  respond: (error: ServiceError, res: Response) => unknown,
): ErrorRequestHandler {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- Express recognises error handlers by their four parameters.
  return async (thrown: unknown, _req, res, _next) => {
    const error = toServiceError(thrown);
    if (error.status >= 500) kit.log.error({ ...idsOf(res), ...logFields(thrown) }, error.message);
    if (res.headersSent) {
      // Part of the response has been sent: only a closed connection shows the client that it is incomplete.
      res.destroy();
      return;
    }
    res.status(error.status).set(error.headers);
    await respond(error, res);
  };
}

/** The stack of a bug, or the cause of an expected error. */
function logFields(thrown: unknown): object {
  if (!(thrown instanceof ServiceError)) return { err: thrown };
  return types.isNativeError(thrown.cause) ? { reason: thrown.cause.message } : {};
}

/** Returns the problem document of an error. */
export function problemOf(error: ServiceError, { requestId }: RequestContext): Problem {
  return {
    type: `urn:quartet:problem:${error.kind}`,
    title: error.title,
    status: error.status,
    detail: error.message,
    requestId,
    ...(error.faults ? { errors: error.faults } : {}),
    ...error.members,
  };
}
