import type { RequestContext } from '../observability/context';
import type { StartSpan, TraceSpan } from '../observability/span';

/** Starts the span of an attempt at a call. It has no query and no values of the path, because they contain seeds. */
export function startClientSpan(
  startSpan: StartSpan,
  baseURL: string,
  { method, path, route = path }: { method: string; path: string; route?: string },
  { traceparent }: RequestContext,
): TraceSpan {
  const { hostname, port, protocol } = new URL(baseURL);
  return startSpan(`${method} ${route}`, {
    kind: 'client',
    parent: traceparent,
    attributes: {
      'http.request.method': method,
      'url.template': route,
      'server.address': hostname,
      'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
    },
  });
}
