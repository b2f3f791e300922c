import { endpoint, negotiate, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import qrcode from 'qrcode-generator';
import type { Dependencies } from '../dependencies';
import { siteOrigin, visitContext } from '../http/request';
import { objectContent } from '../pages/object-content';
import { PAGE_TYPES, respond } from '../pages/respond';
import { verifyObject } from '../pages/verify/verify-object';

/** `GET /objects/ID`: a recorded object at its permalink. */
export function objectRoute(dependencies: Dependencies): Router {
  const { services } = dependencies;
  const router = Router();
  endpoint(router, '/objects/:id', {
    GET: async (req, res) => {
      const type = negotiate(req, res, PAGE_TYPES);
      refuseQuery(req);
      const context = visitContext(res, dependencies);
      const object = await services.findObject(req.params.id as string, context);
      const loadVariables = async () => {
        const address = `${siteOrigin(req)}/objects/${object.id}`;
        // A recorded object is shown even if the rule sets are unavailable.
        const [rules, isVerified] = await Promise.all([
          services.rules.all(context).catch(() => []),
          verifyObject(object, services, context).catch(() => undefined),
        ]);
        const description = `Drawn with the rule set ${object.rule} from the seed ${object.seed}. Anyone can verify this draw.`;
        return { rules, isVerified, address, description, qrCode: qrCode(address) };
      };
      await respond(res, type, objectContent(object, 'object', loadVariables));
    },
  });
  return router;
}

/** A QR code as an SVG element that fills its container. */
function qrCode(text: string): string {
  // The smallest size that fits the text, with 15 % error correction.
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  return code.createSvgTag({ scalable: true, margin: 4 });
}
