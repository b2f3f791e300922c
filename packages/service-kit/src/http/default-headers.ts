import type { RequestHandler } from 'express';
import type { Kit } from '../observability/kit';

/** The headers of every response. */
export const DEFAULT_HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};

/** Middleware that sets the headers of every response. */
export const defaultHeaders = (kit: Kit): RequestHandler => {
  return (_req, res, next) => {
    res.set(DEFAULT_HEADERS);
    // While draining, make clients reconnect to another replica.
    if (kit.lifecycle.stopping) res.set('Connection', 'close');
    next();
  };
};
