import type { RequestHandler } from 'express';
import { idsOf } from './context';
import type { Kit } from './kit';
import { isQuiet, routeOf } from './request';

/** The status in log and metrics when the client disconnects before the response starts, as in nginx. */
const CLIENT_CLOSED_REQUEST = 499;

/** Middleware that logs and counts each request when its response closes. */
export const accessLog = (kit: Kit): RequestHandler => {
  return (req, res, next) => {
    const start = performance.now();
    // Read now: a closed connection has no address.
    const client = req.ip;
    res.once('close', () => {
      const duration = performance.now() - start;
      const route = routeOf(req) ?? 'none';
      const status = res.headersSent ? res.statusCode : CLIENT_CLOSED_REQUEST;
      kit.metrics.observe(req.method, route, status, duration / 1000);
      // Failed requests are `info` too: the error handler has logged the error.
      const level = isQuiet(req) ? 'debug' : 'info';
      if (!kit.log.isLevelEnabled(level)) return;
      kit.log[level](
        {
          ...idsOf(res),
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
