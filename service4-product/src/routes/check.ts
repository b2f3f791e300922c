import { RULE_FILE_TYPES } from '@quartet/contracts';
import { endpoint, negotiate, notFoundError, readText, refuseQuery } from '@quartet/service-kit';
import { type RequestHandler, Router } from 'express';
import { checkApart } from '../rules/check/check-in-worker';
import { tell } from '../rules/file/problem';
import { MAX_FILE_BYTES } from '../rules/file/read-file';

/** Whoever sends a file waits for it; what takes longer is for `npm run rules:check`. */
const LIMIT_MS = 700;

/**
 * `POST /rules/check`: a rule file's problems or its exact odds; nothing is kept. Checking costs a thread for a moment, so it is only for
 * those inside, unless `isPublic`.
 */
export function checkRoute(isPublic: boolean): Router {
  const router = Router();
  const read = readText(RULE_FILE_TYPES, MAX_FILE_BYTES);
  // Whatever the method: a 405 would tell that there is something.
  endpoint(router, '/rules/check', { POST: [...read, check] }, isPublic ? undefined : onlyFromInside);
  return router;
}

/** What came through a balancer, which says so in its header, came from outside; an outsider can add the header, not remove it. */
const onlyFromInside: RequestHandler = (req, _res, next) => {
  if (req.get('x-forwarded-for') !== undefined || req.get('forwarded') !== undefined)
    throw notFoundError(`There is nothing at ${req.path}.`);
  next();
};

const check: RequestHandler = async (req, res) => {
  const form = negotiate(req, res, ['application/json', 'text/plain']);
  refuseQuery(req);
  const [checked] = await checkApart([{ file: 'rules.yaml', yaml: String(req.body) }], LIMIT_MS);
  if (form === 'application/json') res.json(checked);
  else
    res
      .type(form)
      .send((checked?.problems ?? []).map((problem) => `${tell(problem)}\n`).join('') || 'No problems.\n');
};
