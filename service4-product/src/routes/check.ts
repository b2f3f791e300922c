import { RULE_FILE_TYPES } from '@quartet/contracts';
import { endpoint, negotiate, readText, refuseQuery } from '@quartet/service-kit';
import { type RequestHandler, Router } from 'express';
import { checkApart } from '../rules/check-apart';
import { tell } from '../rules/problem';
import { MAX_FILE_BYTES } from '../rules/read-file';

/** Whoever sends a file waits for it; what takes longer is for `npm run rules:check`. */
const LIMIT_MS = 700;

/** `POST /rules/check`: a rule file's problems or its exact odds; nothing is kept. */
export function checkRoute(): Router {
  const router = Router();
  endpoint(router, '/rules/check', { POST: [...readText(RULE_FILE_TYPES, MAX_FILE_BYTES), check] });
  return router;
}

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
