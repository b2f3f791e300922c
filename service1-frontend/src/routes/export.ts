import { exportQuery, type ExportQuery } from '@quartet/contracts';
import { ALGORITHM } from '@quartet/draws';
import { contextOf, endpoint, negotiate, parseQuery, unprocessableError } from '@quartet/service-kit';
import { type Response, Router } from 'express';
import type { Dependencies } from '../dependencies';
import { asksFor, exportFile, MEDIA_TYPES } from '../export/file';
import { exportForm } from '../export/form';
import { FORMS, send } from '../pages/answer';
import { siteOf } from '../http/site';
import { stream } from '../http/stream';
import { findRule } from '../visit/draw-object';
import { visitContext } from '../visit/context';

/** `GET /export?rule&version&seed&index&count&format`: any number of draws as one file; none is recorded. Without `count`, a form for it, and how large it would be. */
export function exportRoute(dependencies: Dependencies): Router {
  const router = Router();
  endpoint(router, '/export', {
    GET: async (req, res) => {
      const query = parseQuery(exportQuery, req);
      if (query.count !== undefined) {
        await sendFile(res, { ...query, count: query.count }, dependencies);
        return;
      }
      const form = negotiate(req, res, FORMS);
      await send(
        res,
        form,
        await exportForm(query, dependencies, visitContext(res, dependencies), siteOf(req)),
      );
    },
  });
  return router;
}

async function sendFile(
  res: Response,
  query: ExportQuery & { count: number },
  dependencies: Dependencies,
): Promise<void> {
  const { services, freshSeed, exportMax } = dependencies;
  const { index = 0, count, format, seed = freshSeed() } = query;
  if (count > exportMax)
    throw unprocessableError([
      { parameter: 'count', detail: `count must be at most ${exportMax} here; a later index goes on` },
    ]);
  if (count - 1 > Number.MAX_SAFE_INTEGER - index)
    throw unprocessableError([{ parameter: 'count', detail: `count (${count}) goes past the last index` }]);
  const { name: rule, version } = await findRule(services, query, visitContext(res, dependencies));
  const ask = (from: number, rows: number) =>
    services.listRows(rule, { version, seed, index: from, count: rows }, asksFor(format), contextOf(res));
  const about = { rule, version, seed, index, count, algorithm: ALGORITHM };
  // Its first rows are there before anything is said, so that an error can still be told as one.
  const pieces = exportFile({ index, count, format }, about, ask);
  const first = await pieces.next();
  const address = new URLSearchParams({
    rule,
    version,
    seed,
    index: String(index),
    count: String(count),
    format,
  });
  res.set('Content-Location', `/export?${String(address)}`);
  // A seed that nobody has chosen is told, so that the file can be made again.
  const name = ['quartet', rule, ...(query.seed === undefined ? [seed] : []), index, index + count - 1].join(
    '-',
  );
  // The type after the name, whose ending Express would go by.
  res.attachment(`${name}.${format}`).type(MEDIA_TYPES[format]);
  if (res.req.method === 'HEAD') res.end();
  else await stream(res, all(first.value ?? '', pieces));
}

async function* all(first: string | Buffer, others: AsyncGenerator<string | Buffer>) {
  yield first;
  yield* others;
}
