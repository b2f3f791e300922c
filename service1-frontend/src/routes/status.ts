import type { Status } from '@quartet/contracts';
import { contextOf, endpoint, negotiate, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { PAGE_TYPES, respond } from '../pages/respond';
import { collectStatus } from '../services/status';

/** `GET /status`: the state of each service, and whether objects are recorded. */
export function statusRoute({ kit, services }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/status', {
    GET: async (req, res) => {
      const type = negotiate(req, res, PAGE_TYPES);
      refuseQuery(req);
      const status = await collectStatus(kit, services, contextOf(res));
      await respond(res, type, {
        text: () => statusText(status),
        json: status,
        html: () => ({ view: 'status', title: 'Status', ...status, healthyReplicas }),
      });
    },
  });
  return router;
}

/** `2 of 3 replicas healthy` */
const healthyReplicas = ({ known, unhealthy }: { known: number; unhealthy: number }) =>
  `${known - unhealthy} of ${known} ${known === 1 ? 'replica' : 'replicas'} healthy`;

const statusText = ({ services, database }: Status) =>
  [
    ...services.map(({ name, state, version, revision, replica, reason, replicas }) =>
      [
        name,
        state,
        ...(reason === undefined ? [version, revision, replica] : [reason]),
        ...(replicas === undefined ? [] : [healthyReplicas(replicas)]),
      ].join('  '),
    ),
    ['database', database.state, ...(database.kind === undefined ? [] : [database.kind])].join('  '),
  ]
    .map((line) => `${line}\n`)
    .join('');
