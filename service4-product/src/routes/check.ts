import { RULE_FILE_TYPES } from '@quartet/contracts';
import { endpoint, negotiate, notFoundError, readText, refuseQuery } from '@quartet/service-kit';
import { type RequestHandler, Router } from 'express';
import { checkInWorker } from '../rules/check/check-in-worker';
import { MAX_FILE_BYTES } from '../rules/file/parse';
import { formatProblem } from '../rules/file/problem';

/** The client waits for the result, so large grids are left to `npm run rules:check`. */
const LIMIT_MS = 700;

/**
 * `POST /rules/check`: a rule file's problems, or its exact odds; nothing is stored. A check occupies a thread, so only internal
 * callers may run one, unless `isPublic`.
 */
export function checkRoute(isPublic: boolean): Router {
  const router = Router();
  const read = readText(RULE_FILE_TYPES, MAX_FILE_BYTES);
  // The guard applies to every method: a 405 would reveal that the path exists.
  endpoint(router, '/rules/check', { POST: [...read, check] }, isPublic ? undefined : internalOnly);
  return router;
}

/** A balancer adds a forwarding header to requests from outside, which the client cannot remove. */
const internalOnly: RequestHandler = (req, _res, next) => {
  if (req.get('x-forwarded-for') !== undefined || req.get('forwarded') !== undefined)
    throw notFoundError(`There is nothing at ${req.path}.`);
  next();
};

const check: RequestHandler = async (req, res) => {
  const form = negotiate(req, res, ['application/json', 'text/plain']);
  refuseQuery(req);
  const [report] = await checkInWorker([{ file: 'rules.yaml', yaml: String(req.body) }], LIMIT_MS);
  if (form === 'application/json') {
    res.json(report);
    return;
  }
  const lines = (report?.problems ?? []).map((problem) => `${formatProblem(problem)}\n`);
  res.type(form).send(lines.join('') || 'No problems.\n');
};
