import type { Status } from '@quartet/contracts';
import { contextOf, endpoint, negotiate, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { lookAround } from '../services/status';
import { FORMS, send } from '../pages/answer';

/** `GET /status`: the services, which replica of each answered, and whether objects are recorded. */
export function statusRoute({ kit, services }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/status', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      refuseQuery(req);
      const status = await lookAround(kit, services, contextOf(res));
      await send(res, form, {
        text: () => statusText(status),
        json: status,
        page: () => ({ view: 'status', title: 'Status', ...status }),
      });
    },
  });
  return router;
}

const statusText = ({ services, database }: Status) =>
  [
    ...services.map(({ name, state, version, revision, replica, reason }) =>
      [name, state, ...(reason === undefined ? [version, revision, replica] : [reason])].join('  '),
    ),
    ['database', database.state, ...(database.kind === undefined ? [] : [database.kind])].join('  '),
  ]
    .map((line) => `${line}\n`)
    .join('');
