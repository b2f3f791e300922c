import express, { type Express, type RequestHandler } from 'express';
import { requestContext } from '../observability/context';
import type { Kit } from '../observability/kit';
import { observe } from '../observability/observe';

/** An Express app as every service begins it: settings, request ids, and the log and count of each request. */
export function createBaseApp(kit: Kit): Express {
  const app = express();
  app.disable('x-powered-by');
  // Answers differ each time or are small: hashing each one for an ETag buys nothing.
  app.disable('etag');
  app.set('trust proxy', kit.trustProxy);
  app.use(requestContext, observe(kit), goodManners(kit));
  return app;
}

const goodManners = (kit: Kit): RequestHandler => {
  return (_req, res, next) => {
    res.set('X-Content-Type-Options', 'nosniff');
    res.set('Cache-Control', 'no-store');
    // A stopping service closes each connection after its answer, so that callers come back to another replica.
    if (kit.lifecycle.stopping) res.set('Connection', 'close');
    next();
  };
};
