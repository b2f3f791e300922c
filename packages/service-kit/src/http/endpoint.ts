import type { IRouter, RequestHandler } from 'express';
import { methodNotAllowedError } from '../errors/user-errors';

type Method = 'GET' | 'POST';
type Handlers = Partial<Record<Method, RequestHandler | RequestHandler[]>>;

/**
 * Serves `path` by the given methods; HEAD goes with GET, OPTIONS tells the methods,
 * and every other method is answered with 405 and `Allow`. A `guard` is asked before all of that.
 */
export function endpoint(router: IRouter, path: string, handlers: Handlers, guard?: RequestHandler): void {
  const allow = [
    ...(handlers.GET ? ['GET', 'HEAD'] : []),
    ...(handlers.POST ? ['POST'] : []),
    'OPTIONS',
  ].join(', ');
  const route = router.route(path);
  if (guard) route.all(guard);
  if (handlers.GET) route.get(handlers.GET);
  if (handlers.POST) route.post(handlers.POST);
  route.options((_req, res) => {
    res.set('Allow', allow).status(204).end();
  });
  route.all((req) => {
    throw methodNotAllowedError(req.method, allow);
  });
}
