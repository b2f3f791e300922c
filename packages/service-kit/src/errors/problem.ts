import { types } from 'node:util';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { contextOf, type RequestContext } from '../observability/context';
import { type Fault, ServiceError } from './errors';
import type { Kit } from '../observability/kit';
import { toServiceError } from './unexpected';
import { notFoundError } from './user-errors';

/** A problem document (RFC 9457), with the request's id so that whoever reports it can be helped. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  requestId: string;
  errors?: Fault[];
}

/** Answers what no route took. */
export const notFound: RequestHandler = (req) => {
  throw notFoundError(`There is nothing at ${req.path}.`);
};

/** The last handler of an API: answers every error as a problem document. */
export const problemHandler = (kit: Kit): ErrorRequestHandler => {
  return errorHandler(kit, (error, res) => {
    res.type('application/problem+json').send(JSON.stringify(problemOf(error, contextOf(res))));
  });
};

/** An error handler that names the error's cause, logs what is ours to mend, sets status and headers, and lets `answer` write. */
export function errorHandler(
  kit: Kit,
  answer: (error: ServiceError, res: Response) => unknown,
): ErrorRequestHandler {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- Express knows an error handler by its four parameters.
  return async (thrown: unknown, _req, res, _next) => {
    const error = toServiceError(thrown);
    if (error.status >= 500) kit.log.error({ ...contextOf(res), ...whyOf(thrown) }, error.message);
    if (res.headersSent) {
      // Half an answer is out: only cutting the connection tells the caller that the rest is missing.
      res.destroy();
      return;
    }
    res.status(error.status).set(error.headers);
    await answer(error, res);
  };
}

/** For the log: what happened to something outside in a few words, what happened in here with its stack. */
function whyOf(thrown: unknown): object {
  if (!(thrown instanceof ServiceError)) return { err: thrown };
  return types.isNativeError(thrown.cause) ? { reason: thrown.cause.message } : {};
}

/** The problem document of an error. */
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
