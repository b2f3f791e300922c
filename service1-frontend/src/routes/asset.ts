import { endpoint, notFoundError } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';

/** The address contains the fingerprint of the content, so the content never changes. */
const IMMUTABLE = 'public, max-age=31536000, immutable';
/** The address has no fingerprint, or that of another version, so the content may change soon. */
const SHORT_LIVED = 'public, max-age=60';

/** `GET /assets/style.FINGERPRINT.css`: a file of `public/`. */
export function assetRoute({ assets }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/assets/:file', {
    GET: (req, res) => {
      const found = assets.find(req.params.file as string);
      if (!found) throw notFoundError(`There is no file ${req.path}.`);
      const { asset, isExact } = found;
      res.set('Cache-Control', isExact ? IMMUTABLE : SHORT_LIVED);
      res.set('ETag', `"${asset.fingerprint}"`);
      res.type(asset.extension).send(asset.body);
    },
  });
  return router;
}
