import { RULE_FILE_TYPES } from '@quartet/contracts';
import {
  endpoint,
  internalOnly,
  negotiate,
  readText,
  refuseQuery,
  tooManyRequestsError,
} from '@quartet/service-kit';
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
  endpoint(router, '/rules/check', { POST: [...read, checkHandler()] }, isPublic ? undefined : internalOnly);
  return router;
}

/** Each check occupies a thread and up to 256 MB. */
const MAX_CHECKS = 2;

function checkHandler(): RequestHandler {
  // Not `limitTo`: a check continues after its client has disconnected.
  let running = 0;
  return async (req, res) => {
    const type = negotiate(req, res, ['application/json', 'text/plain']);
    refuseQuery(req);
    if (running >= MAX_CHECKS)
      throw tooManyRequestsError(`${MAX_CHECKS} checks are running already. Try again in a second.`);
    running += 1;
    const reports = checkInWorker([{ file: 'rules.yaml', yaml: String(req.body) }], LIMIT_MS);
    const [report] = await reports.finally(() => (running -= 1));
    if (type === 'application/json') {
      res.json(report);
      return;
    }
    const lines = (report?.problems ?? []).map((problem) => `${formatProblem(problem)}\n`);
    res.type(type).send(lines.join('') || 'No problems.\n');
  };
}
