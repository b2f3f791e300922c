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
import { type DrawnValue, drawForRequest, toFault } from './draw';
import { sendDraws } from './media-types';
import type { DrawStream } from './stream';

/** The largest batch has 10,000 draws of six values and about 100 bytes, or fewer draws with long seeds. */
const BODY_LIMITS = { limit: 2 * 1024 * 1024, maxValues: 70_000 };

/** Creates the endpoints of a stream, such as `GET /number`, `GET /numbers` and `POST /numbers`. */
export function drawRoutes<R extends object>(stream: DrawStream<R>, freshSeed: () => string): Router {
  const router = Router();
  endpoint(router, `/${stream.name}`, { GET: singleHandler(stream, freshSeed) });
  endpoint(router, `/${stream.name}s`, {
    GET: runHandler(stream, freshSeed),
    POST: [...readBody(BODY_LIMITS), batchHandler(stream, freshSeed)],
  });
  return router;
}

const singleHandler = <R extends object>(stream: DrawStream<R>, freshSeed: () => string): RequestHandler => {
  return (req, res) => {
    const query = parseQuery(stream.query, req);
    const draws = drawOrRefuse(stream, query, 1, freshSeed);
    sendDraws(req, res, stream.name, draws, draws.map((draw) => toJson(stream.name, draw))[0] ?? {});
  };
};

const runHandler = <R extends object>(stream: DrawStream<R>, freshSeed: () => string): RequestHandler => {
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

const batchHandler = <R extends object>(stream: DrawStream<R>, freshSeed: () => string): RequestHandler => {
  return (req, res) => {
    refuseQuery(req);
    const body = parseBody(stream.batchBody, req);
    const faults: Fault[] = [];
    const draws = body.draws.flatMap((request, position) => {
      try {
        return drawForRequest(stream, request, 1, freshSeed);
      } catch (error) {
        faults.push(toFault(error, pointerTo(['draws', position])));
        return [];
      }
    });
    if (faults.length > 0) throw unprocessableError(faults);
    sendDraws(req, res, stream.name, draws, { draws: draws.map((draw) => toJson(stream.name, draw)) });
  };
};

function drawOrRefuse<R extends object>(...request: Parameters<typeof drawForRequest<R>>): DrawnValue[] {
  try {
    return drawForRequest(...request);
  } catch (error) {
    throw unprocessableError([toFault(error)]);
  }
}

const toJson = (name: string, { value, range, seed, index }: DrawnValue) => ({
  [name]: Number(value),
  ...range,
  seed,
  index,
  algorithm: ALGORITHM,
});
