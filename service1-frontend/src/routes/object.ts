import { endpoint, negotiate, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { siteOf } from '../http/site';
import { visitContext } from '../visit/context';
import { FORMS, objectAnswer, send } from '../pages/answer';
import { qrCode } from '../pages/qr-code';
import { checkAgain } from '../pages/verify/check-again';

/** `GET /objects/ID`: a recorded object, at its permanent address. */
export function objectRoute(dependencies: Dependencies): Router {
  const { services } = dependencies;
  const router = Router();
  endpoint(router, '/objects/:id', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      refuseQuery(req);
      const context = visitContext(res, dependencies);
      const object = await services.findObject(req.params.id as string, context);
      const more = async () => {
        const address = `${siteOf(req)}/objects/${object.id}`;
        // A recorded object opens all the same where the rule sets cannot be had.
        const [rules, check] = await Promise.all([
          services.rules.all(context).catch(() => []),
          checkAgain(object, services, context).catch(() => undefined),
        ]);
        const description = `Drawn by the rule set ${object.rule} from the seed ${object.seed}. Anyone can draw it again.`;
        return { rules, check, address, description, code: qrCode(address) };
      };
      await send(res, form, objectAnswer(object, 'object', more));
    },
  });
  return router;
}
