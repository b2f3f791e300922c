import { productOpenApi } from '@quartet/contracts';
import { createBaseApp, type Kit, notFound, operations, problemHandler } from '@quartet/service-kit';
import type { Express } from 'express';
import type { Dependencies } from './dependencies';
import { readinessChecks, registerMetrics } from './product-health';
import { checkRoute } from './routes/check';
import { ObjectLimit } from './routes/object-limit';
import { objectRoutes } from './routes/objects';
import { productRoute } from './routes/product';
import { productsRoute } from './routes/products';
import { rowsRoute } from './routes/rows';
import { ruleRoutes } from './routes/rules';

/** The product service applies the rules to a number and a float, and records the resulting objects. */
export function createApp(kit: Kit, dependencies: Dependencies): Express {
  registerMetrics(kit, dependencies);
  const app = createBaseApp(kit);
  app.use(operations(kit, readinessChecks(dependencies), productOpenApi()));
  app.use(checkRoute(dependencies.isCheckPublic ?? false));
  app.use(ruleRoutes(dependencies));
  app.use(rowsRoute(dependencies));
  const limit = new ObjectLimit(dependencies.objectsPerHour);
  app.use(productRoute(dependencies, limit));
  app.use(productsRoute(dependencies, limit));
  app.use(objectRoutes(dependencies));
  app.use(notFound, problemHandler(kit));
  return app;
}
