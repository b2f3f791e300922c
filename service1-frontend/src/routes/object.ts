import { contextOf, endpoint, negotiate, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { FORMS, sendObject } from '../page';

/** `GET /objects/ID`: a recorded object, at its permanent address. */
export function objectRoute({ services, visitDeadlineMs }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/objects/:id', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      refuseQuery(req);
      const context = { ...contextOf(res), until: performance.now() + visitDeadlineMs };
      const object = await services.findObject(req.params.id as string, context);
      await sendObject(res, form, object, 'object', async () => ({
        // A recorded object opens all the same where the rule sets cannot be had.
        rules: await services.rules.all(context).catch(() => []),
      }));
    },
  });
  return router;
}
