import type { RequestHandler } from 'express';
import { contextOf } from './context';
import type { Kit } from './kit';

/** Asked so often, and saying so little, that they are logged only when somebody looks closely. */
const QUIET = /^\/(health\/|metrics$)/;

/** The status of a request whose caller left before the answer began: it has none, and nginx calls that 499 as well. */
const LEFT = 499;

/** Logs each request when it is over, and counts it. */
export const observe = (kit: Kit): RequestHandler => {
  return (req, res, next) => {
    const start = performance.now();
    // A connection that has been closed tells its address no longer.
    const client = req.ip;
    res.once('close', () => {
      const duration = performance.now() - start;
      const route = (req.route as { path: string } | undefined)?.path ?? 'none';
      const status = res.headersSent ? res.statusCode : LEFT;
      kit.metrics.observe(req.method, route, status, duration / 1000);
      // Why a request failed has been logged as an error already.
      kit.log[QUIET.test(req.path) ? 'debug' : 'info'](
        {
          ...contextOf(res),
          method: req.method,
          url: req.originalUrl,
          client,
          status,
          durationMs: Math.round(duration * 100) / 100,
          ...(res.writableFinished ? {} : { abandoned: true }),
        },
        'request',
      );
    });
    next();
  };
};
