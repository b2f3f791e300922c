import { floatOpenApi } from '@quartet/contracts';
import { drawRoutes } from '@quartet/draw-api';
import { createBaseApp, type Kit, notFound, operations, problemHandler } from '@quartet/service-kit';
import type { Express } from 'express';
import { floats } from './floats';

/** The float service: random decimals over HTTP. Fresh seeds come from `freshSeed`. */
export function createApp(kit: Kit, freshSeed: () => string): Express {
  const app = createBaseApp(kit);
  app.use(operations(kit, [], floatOpenApi()));
  app.use(drawRoutes(floats, freshSeed));
  app.use(notFound, problemHandler(kit));
  return app;
}
