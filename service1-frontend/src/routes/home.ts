import { visitQuery } from '@quartet/contracts';
import { endpoint, forbiddenError, limitConcurrency, negotiate, parseQuery } from '@quartet/service-kit';
import { type RequestHandler, Router } from 'express';
import type { Dependencies } from '../dependencies';
import { isEmbedded, isPrefetch, visitContext } from '../http/request';
import { objectContent } from '../pages/object-content';
import { PAGE_TYPES, respond } from '../pages/respond';
import { drawObject } from '../visit/draw-object';

/** `GET /?rule&version&seed&index`: draws an object and shows it. */
export function homeRoute(dependencies: Dependencies): Router {
  const router = Router();
  // A visit that takes longer than this is a sign of overload. It is half of the time limit of a call, so that calls still succeed.
  const limit = limitConcurrency(dependencies.attemptMs / 2);
  endpoint(router, '/', { GET: [skipUnseenVisits, limit, visit(dependencies)] });
  return router;
}

/** Draws nothing for HEAD, for prefetching and for a page that embeds this address, because no visitor would see the object. */
const skipUnseenVisits: RequestHandler = (req, res, next) => {
  if (req.method === 'HEAD') {
    res.type(negotiate(req, res, PAGE_TYPES)).end();
  } else if (isPrefetch(req)) {
    // Browsers discard a failed prefetch, and request the page again when the visitor opens it.
    throw forbiddenError(
      'An object is drawn only when you open this address, not when a browser loads it in advance.',
    );
  } else if (isEmbedded(req)) {
    throw forbiddenError('An object is drawn only when you open this address, not when a page embeds it.');
  } else {
    next();
  }
};

const visit = (dependencies: Dependencies): RequestHandler => {
  const { services, freshSeed } = dependencies;
  return async (req, res) => {
    const type = negotiate(req, res, PAGE_TYPES);
    const query = parseQuery(visitQuery, req);
    const context = visitContext(res, dependencies);
    const object = await drawObject(services, query, freshSeed, context);
    // With the default `no-store`, the back button would draw a new object instead of showing this one.
    if (type === 'text/html') res.set('Cache-Control', 'private, no-cache');
    const loadVariables = async () => ({ rules: await services.rules.all(context), ownSeed: query.seed });
    await respond(res, type, objectContent(object, 'home', loadVariables));
  };
};
