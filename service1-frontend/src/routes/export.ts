import { exportQuery, type ExportQuery } from '@quartet/contracts';
import { ALGORITHM } from '@quartet/draws';
import { contextOf, endpoint, negotiate, parseQuery, unprocessableError } from '@quartet/service-kit';
import { type Response, Router } from 'express';
import type { Dependencies } from '../dependencies';
import { exportFile, MEDIA_TYPES, rowsMediaType } from '../export/file';
import { exportForm } from '../export/form';
import { siteOrigin, visitContext } from '../http/request';
import { limitFiles, stream } from '../http/stream';
import { PAGE_TYPES, respond } from '../pages/respond';
import { findRule } from '../visit/find-rule';

/** `GET /export?rule&version&seed&index&count&format`: draws as a file, without recording them. Without `count`, a form with an estimate of the file size. */
export function exportRoute(dependencies: Dependencies): Router {
  const router = Router();
  const limit = limitFiles();
  endpoint(router, '/export', {
    GET: [
      // The form is not limited.
      (req, res, next) => {
        if (req.query.count === undefined) next();
        else limit(req, res, next);
      },
      async (req, res) => {
        const query = parseQuery(exportQuery, req);
        if (query.count !== undefined) {
          await sendFile(res, { ...query, count: query.count }, dependencies);
          return;
        }
        const type = negotiate(req, res, PAGE_TYPES);
        const context = visitContext(res, dependencies);
        await respond(res, type, await exportForm(query, dependencies, context, siteOrigin(req)));
      },
    ],
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
  checkCount(count, index, exportMax);
  const { name: rule, version } = await findRule(services, query, visitContext(res, dependencies));
  const fetchRows = (from: number, rows: number) =>
    services.listRows(
      rule,
      { version, seed, index: from, count: rows },
      rowsMediaType(format),
      contextOf(res),
    );
  const metadata = { rule, version, seed, index, count, algorithm: ALGORITHM };
  const chunks = exportFile({ index, count, format }, metadata, fetchRows);
  // Before any header is sent, so that a failure still gets an error status.
  const first = await chunks.next();
  const address = new URLSearchParams({
    rule,
    version,
    seed,
    index: String(index),
    count: String(count),
    format,
  });
  res.set('Content-Location', `/export?${String(address)}`);
  // The name includes a random seed, so that the visitor can repeat the export.
  const name = ['quartet', rule, ...(query.seed === undefined ? [seed] : []), index, index + count - 1].join(
    '-',
  );
  // `attachment` derives a type from the file extension; `type` replaces it.
  res.attachment(`${name}.${format}`).type(MEDIA_TYPES[format]);
  if (res.req.method === 'HEAD') res.end();
  else await stream(res, prepend(first.value ?? '', chunks));
}

function checkCount(count: number, index: number, exportMax: number): void {
  if (count > exportMax)
    throw countError(`must be at most ${exportMax}, got \`${count}\`. Export the rest from a later index`);
  if (count - 1 > Number.MAX_SAFE_INTEGER - index)
    throw countError(
      `must be at most ${Number.MAX_SAFE_INTEGER - index + 1} from index ${index}, got \`${count}\``,
    );
}

const countError = (rule: string) =>
  unprocessableError([{ parameter: 'count', detail: `\`count\` ${rule}` }]);

async function* prepend(first: string | Buffer, rest: AsyncGenerator<string | Buffer>) {
  yield first;
  yield* rest;
}
