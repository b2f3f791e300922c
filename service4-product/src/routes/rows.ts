import { type ExportFormat, rowsQuery } from '@quartet/contracts';
import { DrawError } from '@quartet/draws';
import { endpoint, negotiate, parseQuery, unprocessableError } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { exportRows } from '../export/rows';
import { requireRuleSet } from './rules';

const FORMATS = {
  'application/json': 'json',
  'text/csv': 'csv',
  'application/x-ndjson': 'ndjson',
} as const satisfies Record<string, ExportFormat>;
const FORMS = ['application/json', 'text/csv', 'application/x-ndjson'] as const;

/** `GET /rules/NAME/rows?version&seed&index&count`: up to 10,000 draws of a seed with their outcomes; none is recorded. */
export function rowsRoute({ rulebook }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/rules/:name/rows', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      const { version, ...range } = parseQuery(rowsQuery, req);
      const ruleSet = await requireRuleSet(rulebook, req.params.name as string, version);
      res.type(form).send(refuseInvalidRange(() => [...exportRows(ruleSet, range, FORMATS[form])].join('')));
    },
  });
  return router;
}

function refuseInvalidRange(write: () => string): string {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof DrawError)) throw error;
    throw unprocessableError([{ parameter: error.parameter, detail: error.message }]);
  }
}
