import { endpoint, negotiate, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { FORMS, send } from '../pages/answer';
import { locate, makeReference, type Reference } from '../pages/reference/reference';
import { referenceText } from '../pages/reference/text';
import { siteOf } from '../http/site';

/** `GET /api`: what each service can be asked, from their OpenAPI documents, with commands that work where the visitor is. */
export function apiRoute({ apis }: Dependencies): Router {
  const router = Router();
  // Made when somebody asks for it: a service starts more often than it is asked.
  let made: Reference | undefined;
  endpoint(router, '/api', {
    GET: async (req, res) => {
      const form = negotiate(req, res, FORMS);
      refuseQuery(req);
      const reference = (made ??= makeReference());
      const services = locate(reference, apis, siteOf(req));
      await send(res, form, {
        text: () => referenceText(services),
        json: { services: services.map(({ name, address, openapi }) => ({ name, address, openapi })) },
        page: () => ({ view: 'api', title: 'API', services, schemas: reference.schemas }),
      });
    },
  });
  return router;
}
