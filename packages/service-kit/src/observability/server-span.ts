import type { Request, Response } from 'express';
import { routeOf } from './request';
import type { StartSpan, TraceSpan } from './span';

/** Starts the span of a request, which ends when its response closes. It has no query, header or body of the visitor. */
export function startServerSpan(
  startSpan: StartSpan,
  req: Request,
  res: Response,
  parent: string | undefined,
): TraceSpan {
  const { method } = req;
  const attributes = { 'http.request.method': method, 'url.path': req.path, 'url.scheme': req.protocol };
  const span = startSpan(method, { kind: 'server', parent, attributes });
  res.once('close', () => {
    const route = routeOf(req);
    if (route !== undefined) span.rename(`${method} ${route}`);
    const status = res.headersSent ? res.statusCode : undefined;
    span.set({ 'http.route': route, 'http.response.status_code': status });
    span.end(errorTypeOf(res));
  });
  return span;
}

/** A refused request (4xx) has not failed. A response is incomplete if the client disconnects, or the service closes the connection. */
function errorTypeOf({ headersSent, statusCode, writableFinished }: Response): string | undefined {
  if (headersSent && statusCode >= 500) return String(statusCode);
  return writableFinished ? undefined : 'incomplete';
}
