import { objectsQuery } from '@quartet/contracts';
import { endpoint, negotiate, notFoundError, parseQuery, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { recordedJson } from '../objects/drawn-object';

const FORMS = ['application/json', 'text/plain'] as const;

/** `GET /objects` and `GET /objects/ID`: what is recorded, newest first; as text, the sentences alone. */
export function objectRoutes({ record }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/objects', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      const { objects, next } = await record.list(parseQuery(objectsQuery, req));
      if (form === 'text/plain') res.type(form).send(objects.map(({ text }) => `${text}\n`).join(''));
      else res.json({ objects: objects.map(recordedJson), next });
    },
  });
  endpoint(router, '/objects/:id', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      refuseQuery(req);
      const id = req.params.id as string;
      const object = await record.find(id);
      if (!object) throw notFoundError(`No object ${id} is recorded.`);
      if (form === 'text/plain') res.type(form).send(`${object.text}\n`);
      else res.json(recordedJson(object));
    },
  });
  return router;
}
