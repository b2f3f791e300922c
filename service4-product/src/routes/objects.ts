import { type ObjectsQuery, objectsQuery } from '@quartet/contracts';
import {
  endpoint,
  negotiate,
  notFoundError,
  parseQuery,
  refuseQuery,
  unprocessableError,
} from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { recordedJson } from '../objects/drawn-object';

const FORMS = ['application/json', 'text/plain'] as const;

/** `GET /objects` and `GET /objects/ID`: the recorded objects, newest first; as plain text, only their sentences. */
export function objectRoutes(dependencies: Dependencies): Router {
  const { objects: store } = dependencies.repository;
  const router = Router();
  endpoint(router, '/objects', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      const query = parseQuery(objectsQuery, req);
      if (query.rule !== undefined) await refuseUnknownRule(query.rule, dependencies);
      const { objects, next, previous } = await store.list(query);
      res.links(pageLinks(query, next, previous));
      if (form === 'text/plain') res.type(form).send(objects.map(({ text }) => `${text}\n`).join(''));
      else res.json({ objects: objects.map(recordedJson), next, previous });
    },
  });
  endpoint(router, '/objects/:id', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      refuseQuery(req);
      const id = req.params.id as string;
      const object = await store.find(id);
      if (!object) throw notFoundError(`No object ${id} is recorded.`);
      if (form === 'text/plain') res.type(form).send(`${object.text}\n`);
      else res.json(recordedJson(object));
    },
  });
  return router;
}

/** Refuses a misspelled rule set: an empty page would claim that it exists and was never drawn. Removed rule sets are known. */
async function refuseUnknownRule(rule: string, { rulebook, repository }: Dependencies): Promise<void> {
  if (rulebook.find(rule)) return;
  const known = [...new Set([...rulebook.names, ...(await repository.objects.rules())])].sort();
  if (known.includes(rule)) return;
  const detail = `rule ${rule} is not known; known are ${known.join(', ')}`;
  throw unprocessableError([{ parameter: 'rule', detail }]);
}

/** Links to the neighbouring pages (RFC 8288). They are relative, since a balancer may have changed the address. */
function pageLinks({ rule, outcome, limit }: ObjectsQuery, next: number | null, previous: number | null) {
  const link = (parameter: 'before' | 'after', cursor: number) =>
    `?${String(
      new URLSearchParams({
        ...(rule === undefined ? {} : { rule }),
        ...(outcome === undefined ? {} : { outcome }),
        [parameter]: String(cursor),
        limit: String(limit),
      }),
    )}`;
  return {
    ...(next === null ? {} : { next: link('before', next) }),
    ...(previous === null ? {} : { prev: link('after', previous) }),
  };
}
