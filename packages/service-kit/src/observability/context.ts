import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/** What ties one request's hops together: handed to every call that the request causes, and logged. */
export interface RequestContext {
  /** `X-Request-Id`: the caller's where it is usable, else a fresh UUID. */
  requestId: string;
  /** `traceparent` (W3C Trace Context, level 1): the caller's trace with a span of our own. */
  traceparent: string;
}

// What is taken over ends up in logs and headers: plain characters only, and not too many of them.
const REQUEST_ID = /^[\w.:@+/=-]{1,128}$/;
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/** Takes over or makes the request's ids, and puts both on the answer. */
export const requestContext: RequestHandler = (req, res, next) => {
  const context = contextFrom(req.get('x-request-id'), req.get('traceparent'));
  res.locals.context = context;
  res.set('X-Request-Id', context.requestId);
  res.set('traceparent', context.traceparent);
  next();
};

/** The context that `requestContext` gave this request. */
export function contextOf(res: Response): RequestContext {
  return res.locals.context as RequestContext;
}

/** A context continued from a caller's headers, or begun afresh where they are missing or malformed. */
export function contextFrom(requestId?: string, traceparent?: string): RequestContext {
  const [, traceId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  const span = randomBytes(8).toString('hex');
  return {
    requestId: requestId !== undefined && REQUEST_ID.test(requestId) ? requestId : randomUUID(),
    traceparent: `00-${traceId ?? randomBytes(16).toString('hex')}-${span}-${flags ?? '00'}`,
  };
}
