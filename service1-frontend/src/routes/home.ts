import { visitQuery } from '@quartet/contracts';
import { endpoint, negotiate, parseQuery } from '@quartet/service-kit';
import { type RequestHandler, Router } from 'express';
import type { Dependencies } from '../dependencies';
import { visitContext } from '../visit/context';
import { FORMS, isSpeculative, objectAnswer, send } from '../pages/answer';
import { drawObject } from '../visit/draw-object';

/** `GET /`: a visit draws an object and shows it. */
export function homeRoute(dependencies: Dependencies): Router {
  const router = Router();
  endpoint(router, '/', { GET: [onlyRealVisits, visit(dependencies)] });
  return router;
}

/** HEAD and speculative loads draw nothing: nobody would see the object. */
const onlyRealVisits: RequestHandler = (req, res, next) => {
  if (req.method === 'HEAD') {
    res.type(negotiate(req, res, FORMS)).end();
  } else if (isSpeculative(req)) {
    // Browsers drop a speculative load that fails, and ask again when somebody really comes.
    res.status(503).vary('Sec-Purpose').end();
  } else {
    next();
  }
};

const visit = (dependencies: Dependencies): RequestHandler => {
  const { services, freshSeed } = dependencies;
  return async (req, res) => {
    const form = negotiate(req, res, FORMS);
    const query = parseQuery(visitQuery, req);
    const context = visitContext(res, dependencies);
    const object = await drawObject(services, query, freshSeed, context);
    // Going back shows what was drawn; only asking again draws.
    if (form === 'text/html') res.set('Cache-Control', 'private, no-cache');
    const more = async () => ({ rules: await services.rules.all(context), ownSeed: query.seed });
    await send(res, form, objectAnswer(object, 'home', more));
  };
};
