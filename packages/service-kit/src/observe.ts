import type { RequestHandler } from 'express';
import { contextOf } from './context';
import type { Kit } from './kit';

/** Asked so often, and saying so little, that they are logged only when somebody looks closely. */
const QUIET = /^\/(health\/|metrics$)/;

/** Logs each request when it is over, and counts it. */
export const observe = (kit: Kit): RequestHandler => {
  return (req, res, next) => {
    const start = performance.now();
    res.once('close', () => {
      const duration = performance.now() - start;
      const route = (req.route as { path: string } | undefined)?.path ?? 'none';
      kit.metrics.observe(req.method, route, res.statusCode, duration / 1000);
      const level = res.statusCode >= 500 ? 'error' : QUIET.test(req.path) ? 'debug' : 'info';
      kit.log[level](
        {
          ...contextOf(res),
          method: req.method,
          url: req.originalUrl,
          status: res.statusCode,
          durationMs: Math.round(duration * 100) / 100,
          ...(res.writableFinished ? {} : { abandoned: true }),
        },
        'request',
      );
    });
    next();
  };
};
