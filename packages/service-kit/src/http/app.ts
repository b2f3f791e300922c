import express, { type Express } from 'express';
import { accessLog } from '../observability/access-log';
import { requestContext } from '../observability/context';
import type { Kit } from '../observability/kit';
import { dropAbandoned } from './abandoned';
import { ignoreAnyMatch } from './conditions';
import { defaultHeaders } from './default-headers';
import { drillRoutes } from './drills';
import { requireHost } from './host';
import { ignoreAcceptParameters } from './negotiate';

/** Creates an Express app with the settings and middleware of every service: request ids, access log, default headers, and drills if they are on. */
export function createBaseApp(kit: Kit): Express {
  const app = express();
  app.disable('x-powered-by');
  // Responses are small or never repeat, so computing ETags has no benefit.
  app.disable('etag');
  app.set('trust proxy', kit.trustProxy);
  app.use(
    requestContext,
    accessLog(kit),
    dropAbandoned,
    ignoreAcceptParameters,
    ignoreAnyMatch,
    defaultHeaders(kit),
    requireHost,
  );
  if (kit.drills) app.use(drillRoutes(kit.drills, kit.log));
  return app;
}
