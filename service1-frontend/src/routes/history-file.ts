import { historyFileQuery, MAX_PAGE, type ObjectsPage, type RecordedObject } from '@quartet/contracts';
import { contextOf, endpoint, parseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import { csvRows } from '../http/csv';
import type { Dependencies } from '../dependencies';
import { stream } from '../http/stream';

const COLUMNS = [
  ...(['createdAt', 'id', 'rule', 'version', 'seed', 'index'] as const),
  ...(['number', 'float', 'product', 'outcome', 'text'] as const),
];

/** `GET /history.csv?rule&outcome`: all recorded objects, newest first, as a file. */
export function historyFileRoute({ services }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/history.csv', {
    GET: async (req, res) => {
      const filter = parseQuery(historyFileQuery, req);
      // The first page is asked for before anything is said, so that an error can still be told as one.
      const ask = (before?: number) =>
        services.listObjects({ ...filter, before, limit: MAX_PAGE }, contextOf(res));
      const first = await ask();
      res.type('text/csv').attachment(`${['quartet', filter.rule ?? 'history'].join('-')}.csv`);
      if (req.method === 'HEAD') res.end();
      else await stream(res, file(first, ask));
    },
  });
  return router;
}

/** A page at a time, and the next when the one before was taken: nothing is gathered here, however long the history is. */
async function* file(first: ObjectsPage, ask: (before: number) => Promise<ObjectsPage>) {
  yield csvRows([[...COLUMNS, 'attributes']]);
  for (let page = first; ; page = await ask(page.next)) {
    yield csvRows(page.objects.map(rowOf));
    if (page.next === null) return;
  }
}

const rowOf = (object: RecordedObject) => [
  ...COLUMNS.map((column) => object[column]),
  JSON.stringify(object.attributes),
];
