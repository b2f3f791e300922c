import type { RequestHandler } from 'express';
import { notFoundError } from '../errors/user-errors';

/** A balancer or a browser adds one of these headers to requests from outside, which the client cannot remove. */
const OUTSIDE_HEADERS = ['x-forwarded-for', 'forwarded', 'origin'];

/** Middleware that hides an endpoint from clients outside with 404. */
export const internalOnly: RequestHandler = (req, _res, next) => {
  if (OUTSIDE_HEADERS.some((name) => req.get(name) !== undefined))
    throw notFoundError(`There is nothing at ${req.path}.`);
  next();
};
