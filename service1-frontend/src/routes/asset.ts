import { endpoint, notFoundError } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';

/** What has this address never changes: a page that needs another file has another address for it. */
const FOR_EVER = 'public, max-age=31536000, immutable';
/** A page of another version refers to it, or somebody by its plain name: it shall not stay when it is outdated. */
const FOR_NOW = 'public, max-age=60';

/** `GET /assets/style.FINGERPRINT.css`: the style sheet or the icon, to be kept for ever where it is the one asked for. */
export function assetRoute({ assets }: Dependencies): Router {
  const router = Router();
  endpoint(router, '/assets/:file', {
    GET: (req, res) => {
      const found = assets.find(req.params.file as string);
      if (!found) throw notFoundError(`There is nothing at ${req.path}.`);
      const { asset, isExact } = found;
      res.set('Cache-Control', isExact ? FOR_EVER : FOR_NOW);
      res.set('ETag', `"${asset.fingerprint}"`);
      res.type(asset.extension).send(asset.body);
    },
  });
  return router;
}
