import { productBody } from '@quartet/contracts';
import {
  DataStoreError,
  endpoint,
  negotiate,
  parseBody,
  pointerTo,
  readBody,
  refuseQuery,
  unprocessableError,
} from '@quartet/service-kit';
import { type Request, type RequestHandler, Router } from 'express';
import type { Dependencies } from '../dependencies';
import { type DrawnObject, toJson, unrecordedJson } from '../objects/drawn-object';
import { makeObject } from '../objects/make';
import { NotRecordedError, type ObjectStore } from '../repository/object-store';
import type { ObjectLimit } from './object-limit';

/** Enough for one request: a rule's name, two numbers and a seed. */
const BODY_LIMITS = { limit: 16 * 1024, maxValues: 100 };

/**
 * `POST /product`: one object. With a seed it is recorded: 201 when it is new, 200 when it was recorded before, and 503 with the
 * object when the database is unavailable.
 */
export function productRoute(dependencies: Dependencies, limit: ObjectLimit): Router {
  const router = Router();
  endpoint(router, '/product', {
    POST: [...readBody({ ...BODY_LIMITS, form: true }), handler(dependencies, limit)],
  });
  return router;
}

const handler = (
  { rulebook, repository: { objects: store }, now }: Dependencies,
  limit: ObjectLimit,
): RequestHandler => {
  return async (req, res) => {
    const type = negotiate(req, res, ['application/json', 'text/plain']);
    refuseQuery(req);
    const body = parseBody(productBody, req);
    await limit.take(req, 1);
    const made = await makeObject(rulebook, body, now());
    if (Array.isArray(made)) {
      throw unprocessableError(made.map(({ field, detail }) => ({ pointer: pointerTo([field]), detail })));
    }
    const [recording] = 'id' in made ? await recordOne(store, made) : [];
    if (recording) res.status(recording.isNew ? 201 : 200).location(locationOf(recording.object, req));
    const object = recording?.object ?? made;
    if (type === 'text/plain') res.type(type).send(`${object.text}\n`);
    else res.json(toJson(object));
  };
};

/** An object's Location (RFC 9110, 10.2.2). It is relative to the request's path, since a balancer may remove a prefix. */
const locationOf = ({ id }: DrawnObject, { path }: Request) =>
  `${path.endsWith('/') ? '../' : ''}objects/${id}`;

async function recordOne(store: ObjectStore, object: DrawnObject) {
  try {
    return await store.record([object]);
  } catch (error) {
    throw recordingError(error, { object: unrecordedJson(object) });
  }
}

/** The 503 for objects that could not be recorded, with the objects in `members`; returns any other error unchanged. */
export const recordingError = (error: unknown, members: Record<string, unknown>) =>
  error instanceof NotRecordedError
    ? new DataStoreError(error.message, error.cause, { queued: error.isQueued, ...members })
    : error;
