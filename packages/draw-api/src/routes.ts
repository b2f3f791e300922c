import { ALGORITHM } from '@quartet/draws';
import {
  endpoint,
  type Fault,
  parseBody,
  parseQuery,
  pointerTo,
  readBody,
  refuseQuery,
  unprocessableError,
} from '@quartet/service-kit';
import { type RequestHandler, Router } from 'express';
import { type Drawn, drawForRequest, faultOf } from './draw';
import { sendDraws } from './forms';
import type { DrawStream } from './stream';

/** Room for the largest batch: 10,000 draws of some 100 bytes, or fewer with long seeds. */
const BODY_LIMIT = 2 * 1024 * 1024;

/** The endpoints of a kind of draw: `GET /number`, `GET /numbers` and `POST /numbers`, or their float twins. */
export function drawRoutes<R extends object>(stream: DrawStream<R>, freshSeed: () => string): Router {
  const router = Router();
  endpoint(router, `/${stream.name}`, { GET: single(stream, freshSeed) });
  endpoint(router, `/${stream.name}s`, {
    GET: run(stream, freshSeed),
    POST: [...readBody({ limit: BODY_LIMIT }), batch(stream, freshSeed)],
  });
  return router;
}

const single = <R extends object>(stream: DrawStream<R>, freshSeed: () => string): RequestHandler => {
  return (req, res) => {
    const query = parseQuery(stream.query, req);
    const draws = drawOrRefuse(stream, query, 1, freshSeed);
    sendDraws(req, res, stream.name, draws, draws.map((drawn) => asJson(stream.name, drawn))[0] ?? {});
  };
};

const run = <R extends object>(stream: DrawStream<R>, freshSeed: () => string): RequestHandler => {
  return (req, res) => {
    const query = parseQuery(stream.runQuery, req);
    const draws = drawOrRefuse(stream, query, query.count, freshSeed);
    sendDraws(req, res, stream.name, draws, {
      [`${stream.name}s`]: draws.map(({ value }) => Number(value)),
      ...stream.describe(query),
      seed: draws[0]?.seed,
      index: query.index,
      count: query.count,
      algorithm: ALGORITHM,
    });
  };
};

const batch = <R extends object>(stream: DrawStream<R>, freshSeed: () => string): RequestHandler => {
  return (req, res) => {
    refuseQuery(req);
    const body = parseBody(stream.batchBody, req);
    const faults: Fault[] = [];
    const draws = body.draws.flatMap((request, place) => {
      try {
        return drawForRequest(stream, request, 1, freshSeed);
      } catch (error) {
        faults.push(faultOf(error, pointerTo(['draws', place])));
        return [];
      }
    });
    if (faults.length > 0) throw unprocessableError(faults);
    sendDraws(req, res, stream.name, draws, { draws: draws.map((drawn) => asJson(stream.name, drawn)) });
  };
};

function drawOrRefuse<R extends object>(...request: Parameters<typeof drawForRequest<R>>): Drawn[] {
  try {
    return drawForRequest(...request);
  } catch (error) {
    throw unprocessableError([faultOf(error)]);
  }
}

const asJson = (name: string, { value, range, seed, index }: Drawn) => ({
  [name]: Number(value),
  ...range,
  seed,
  index,
  algorithm: ALGORITHM,
});
