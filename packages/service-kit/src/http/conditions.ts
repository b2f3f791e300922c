import type { RequestHandler } from 'express';

/**
 * Middleware that ignores `If-None-Match: *`. Express would answer 304 without a body, even for an object that this request has drawn.
 * The condition protects against a lost update (RFC 9110, 13.1.2), and GET updates nothing.
 */
export const ignoreAnyMatch: RequestHandler = (req, _res, next) => {
  if (req.headers['if-none-match'] === '*') delete req.headers['if-none-match'];
  next();
};
