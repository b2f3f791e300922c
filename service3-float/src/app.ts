import { floatOpenApi } from '@quartet/contracts';
import { drawRoutes } from '@quartet/draw-api';
import { createBaseApp, type Kit, notFound, operations, problemHandler } from '@quartet/service-kit';
import type { Express } from 'express';
import { floats } from './floats';

/** Creates the float service. `freshSeed` generates the seed of requests without one. */
export function createApp(kit: Kit, freshSeed: () => string): Express {
  const app = createBaseApp(kit);
  app.use(operations(kit, [], floatOpenApi()));
  app.use(drawRoutes(floats, freshSeed));
  app.use(notFound, problemHandler(kit));
  return app;
}
