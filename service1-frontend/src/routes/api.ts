import { endpoint, negotiate, refuseQuery } from '@quartet/service-kit';
import { Router } from 'express';
import type { Dependencies } from '../dependencies';
import { siteOrigin } from '../http/request';
import {
  type AddressedService,
  buildReference,
  type Reference,
  withAddresses,
} from '../pages/reference/reference';
import { PAGE_TYPES, respond } from '../pages/respond';

/** `GET /api`: the operations of all services from their OpenAPI documents, with commands that work for this visitor. */
export function apiRoute({ apis }: Dependencies): Router {
  const router = Router();
  // Built on first use, to keep the start fast.
  let cached: Reference | undefined;
  endpoint(router, '/api', {
    GET: async (req, res) => {
      const type = negotiate(req, res, PAGE_TYPES);
      refuseQuery(req);
      const reference = (cached ??= buildReference());
      const services = withAddresses(reference, apis, siteOrigin(req));
      await respond(res, type, {
        text: () => services.map(referenceText).join('\n\n'),
        json: { services: services.map(({ name, address, openapi }) => ({ name, address, openapi })) },
        html: () => ({ view: 'api', title: 'API', services, schemas: reference.schemas }),
      });
    },
  });
  return router;
}

/** The operations of a service, each as a comment above its commands. */
const referenceText = ({ openapi, document, operations }: AddressedService): string =>
  [
    `${openapi.info.title}: ${document}\n`,
    ...operations.map(({ method, path, summary, isInternal, samples }) => {
      const heading = `\n# ${method} ${path}: ${summary}`;
      return isInternal
        ? `${heading} (internal)\n`
        : `${heading}\n${samples.map(({ source }) => source).join('\n')}\n`;
    }),
  ].join('');
