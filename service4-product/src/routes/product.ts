import { productBody } from '@quartet/contracts';
import {
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
import type { ObjectStore } from '../repository/object-store';
import { notRecorded } from './not-recorded';

/** One request: a rule's name, two numbers and a seed. */
const BODY_LIMIT = 16 * 1024;

/** `POST /product`: one object; recorded where a seed comes with it: 201, or 200 where it was there before; 503 with the object where the record is away. */
export function productRoute(dependencies: Dependencies): Router {
  const router = Router();
  endpoint(router, '/product', {
    POST: [...readBody({ limit: BODY_LIMIT, form: true }), handler(dependencies)],
  });
  return router;
}

const handler = ({ rulebook, repository: { objects: store }, now }: Dependencies): RequestHandler => {
  return async (req, res) => {
    const form = negotiate(req, res, ['application/json', 'text/plain']);
    refuseQuery(req);
    const made = await makeObject(rulebook, parseBody(productBody, req), now());
    if (Array.isArray(made)) {
      throw unprocessableError(made.map(({ field, detail }) => ({ pointer: pointerTo([field]), detail })));
    }
    const [recording] = 'id' in made ? await recordOne(store, made) : [];
    if (recording) res.status(recording.isNew ? 201 : 200).location(placeOf(recording.object, req));
    const object = recording?.object ?? made;
    if (form === 'text/plain') res.type(form).send(`${object.text}\n`);
    else res.json(toJson(object));
  };
};

/** Where an object is (RFC 9110, 10.2.2), relative to the address asked for, before which a balancer may have a prefix. */
const placeOf = ({ id }: DrawnObject, { path }: Request) => `${path.endsWith('/') ? '../' : ''}objects/${id}`;

async function recordOne(store: ObjectStore, object: DrawnObject) {
  try {
    return await store.record([object]);
  } catch (error) {
    throw notRecorded(error, { object: unrecordedJson(object) });
  }
}
