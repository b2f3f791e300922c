import {
  exactDecimals,
  historyFileQuery,
  MAX_PAGE,
  type ObjectsPage,
  type RecordedObject,
} from '@quartet/contracts';
import { contextOf, endpoint, parseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { csvRows } from '@quartet/service-kit/csv';
import { limitFiles, stream } from '../http/stream';

const COLUMNS = [
  'createdAt',
  'id',
  'rule',
  'version',
  'seed',
  'index',
  'number',
  'float',
  'product',
  'outcome',
  'text',
] as const;

/** `GET /history.csv?rule&outcome`: all recorded objects as a file, newest first. */
export function historyFileRoute({ services }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/history.csv', {
    GET: [
      limitFiles(),
      async (req, res) => {
        const filter = parseQuery(historyFileQuery, req);
        const fetchPage = (before?: number) =>
          services.listObjects({ ...filter, before, limit: MAX_PAGE }, contextOf(res));
        // Before any header is sent, so that a failure still gets an error status.
        const first = await fetchPage();
        res.type('text/csv').attachment(`${['quartet', filter.rule ?? 'history'].join('-')}.csv`);
        if (req.method === 'HEAD') res.end();
        else await stream(res, historyFile(first, fetchPage));
      },
    ],
  });
  return router;
}

/** Generates the file page by page, in constant memory. */
async function* historyFile(first: ObjectsPage, fetchPage: (before: number) => Promise<ObjectsPage>) {
  yield csvRows([[...COLUMNS, 'attributes']]);
  for (let page = first; ; page = await fetchPage(page.next)) {
    yield csvRows(page.objects.map(rowOf));
    if (page.next === null) return;
  }
}

const rowOf = (object: RecordedObject) => {
  const exact = { ...object, ...exactDecimals(object) };
  return [...COLUMNS.map((column) => exact[column]), JSON.stringify(object.attributes)];
};
