import type { IRouter, RequestHandler } from 'express';
import { methodNotAllowedError } from '../errors/user-errors';

type Method = 'GET' | 'POST' | 'DELETE';
type Handlers = Partial<Record<Method, RequestHandler | RequestHandler[]>>;

/**
 * Serves `path` with a handler per method. HEAD uses the handler of GET, OPTIONS lists the methods,
 * and any other method gets 405. `guard` runs before every method.
 */
export function endpoint(router: IRouter, path: string, handlers: Handlers, guard?: RequestHandler): void {
  const allowed = [
    ...(handlers.GET ? ['GET', 'HEAD'] : []),
    ...(handlers.POST ? ['POST'] : []),
    ...(handlers.DELETE ? ['DELETE'] : []),
    'OPTIONS',
  ];
  const route = router.route(path);
  if (guard) route.all(guard);
  if (handlers.GET) route.get(handlers.GET);
  if (handlers.POST) route.post(handlers.POST);
  if (handlers.DELETE) route.delete(handlers.DELETE);
  route.options((_req, res) => {
    res.set('Allow', allowed.join(', ')).status(204).end();
  });
  route.all((req) => {
    throw methodNotAllowedError(req.method, allowed);
  });
}
