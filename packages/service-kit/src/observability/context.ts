import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { isQuiet } from './request';
import { startServerSpan } from './server-span';
import { runInSpan, tracing } from './tracing';

/** The ids of a request: sent with every upstream call and written to every log line. */
export interface RequestContext {
  /** `X-Request-Id`: the caller's id if it is valid, otherwise a new UUID. */
  requestId: string;
  /** `traceparent` (W3C Trace Context, level 1): the caller's trace with a new span. */
  traceparent: string;
  /** The time until which the caller waits, as a value of `performance.now()`; undefined if it did not tell. */
  until?: number;
  /** The request ids of the callers that share this call. */
  callers?: string[];
}

/** The header with the request ids of the callers that share a call. */
export const CALLERS_HEADER = 'X-Caller-Request-Ids';
/** The header with the milliseconds for which the caller still waits. */
export const TIMEOUT_HEADER = 'X-Request-Timeout-Ms';

// Ids end up in logs and headers, so accept only a limited number of plain characters.
const REQUEST_ID = /^[\w.:@+/=-]{1,128}$/;
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/** Middleware that sets the request's context and returns its ids as response headers. */
export const requestContext: RequestHandler = (req, res, next) => {
  const parent = req.get('traceparent');
  const context = contextFrom(req.get('x-request-id'), parent, req.get(TIMEOUT_HEADER));
  const callers = req.get(CALLERS_HEADER)?.split(' ');
  if (callers?.every((id) => REQUEST_ID.test(id))) context.callers = callers;
  const { startSpan } = tracing;
  const span =
    startSpan && !isQuiet(req) ? startServerSpan(startSpan, req, res, validTrace(parent)) : undefined;
  if (span) context.traceparent = span.traceparent;
  res.locals.context = context;
  res.set('X-Request-Id', context.requestId);
  res.set('traceparent', context.traceparent);
  if (span) runInSpan(span, next);
  else next();
};

/** Returns the context that `requestContext` set. */
export function contextOf(res: Response): RequestContext {
  return res.locals.context as RequestContext;
}

/** The ids of a request, for its log lines. */
export function idsOf(res: Response): Pick<RequestContext, 'requestId' | 'traceparent' | 'callers'> {
  const { requestId, traceparent, callers } = contextOf(res);
  return { requestId, traceparent, ...(callers && { callers }) };
}

/** Continues the context of the caller's headers; generates the ids that are missing or malformed. */
export function contextFrom(requestId?: string, traceparent?: string, timeoutMs = ''): RequestContext {
  const [, traceId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  return {
    requestId: requestId !== undefined && REQUEST_ID.test(requestId) ? requestId : randomUUID(),
    traceparent: `00-${traceId ?? randomHex()}-${randomHex().slice(0, 16)}-${flags ?? '00'}`,
    ...(/^\d{1,6}$/.test(timeoutMs) && { until: performance.now() + Number(timeoutMs) }),
  };
}

const validTrace = (traceparent = '') => (TRACEPARENT.test(traceparent) ? traceparent : undefined);

/** 32 hexadecimal digits. Node takes UUIDs from a pool of random bytes, which is many times faster than reading them one by one. */
const randomHex = () => randomUUID().replaceAll('-', '');
