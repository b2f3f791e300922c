import { MAX_OBJECTS, productsBody } from '@quartet/contracts';
import {
  contextOf,
  endpoint,
  type Fault,
  negotiate,
  parseBody,
  pointerTo,
  problemOf,
  readBody,
  refuseQuery,
  unprocessableError,
} from '@quartet/service-kit';
import { type RequestHandler, Router } from 'express';
import type { Dependencies } from '../dependencies';
import {
  type DrawnObject,
  type BaseObject,
  recordedJson,
  toJson,
  unrecordedJson,
} from '../objects/drawn-object';
import { type InvalidDraw, makeObject } from '../objects/make';
import type { Recording } from '../repository/recording';
import type { ObjectLimit } from './object-limit';
import { recordingError } from './product';

/** Enough for 1,000 objects of seven values with the longest seeds. */
const BODY_LIMITS = { limit: 1024 * 1024, maxValues: 8 * MAX_OBJECTS };

/** `POST /products`: many objects, recorded in one transaction: all or none, or with `partial` each with its own result. */
export function productsRoute(dependencies: Dependencies, limit: ObjectLimit): Router {
  const router = Router();
  endpoint(router, '/products', { POST: [...readBody(BODY_LIMITS), handler(dependencies, limit)] });
  return router;
}

const handler = (
  { rulebook, repository: { objects: store }, now }: Dependencies,
  limit: ObjectLimit,
): RequestHandler => {
  return async (req, res) => {
    negotiate(req, res, ['application/json']);
    refuseQuery(req);
    const { objects, partial } = parseBody(productsBody, req);
    await limit.take(req, objects.length);
    const time = now();
    const made = await Promise.all(objects.map((request) => makeObject(rulebook, request, time)));
    const faults = made.flatMap((result, index) => (Array.isArray(result) ? faultsOf(result, index) : []));
    if (faults.length > 0 && !partial) throw unprocessableError(faults);
    const drawn = made.filter(isDrawn);
    const resultsWith = (recordings: Recording[] | undefined) =>
      made.map((result, index) => {
        if (Array.isArray(result)) {
          const error = unprocessableError(faultsOf(result, index));
          return { status: 422, problem: problemOf(error, contextOf(res)) };
        }
        if (!isDrawn(result)) return { status: 200, object: toJson(result) };
        const recording = recordings?.[drawn.indexOf(result)];
        if (!recording) return { status: 503, object: unrecordedJson(result) };
        return { status: recording.isNew ? 201 : 200, object: recordedJson(recording.object) };
      });
    const recordings = await store.record(drawn).catch((error: unknown) => {
      throw recordingError(error, { results: resultsWith(undefined) });
    });
    res.json({ results: resultsWith(recordings) });
  };
};

const isDrawn = (made: BaseObject | DrawnObject | InvalidDraw[]): made is DrawnObject => 'id' in made;

const faultsOf = (invalid: InvalidDraw[], index: number): Fault[] =>
  invalid.map(({ field, detail }) => ({ pointer: pointerTo(['objects', index, field]), detail }));
