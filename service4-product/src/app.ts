import { productOpenApi } from '@quartet/contracts';
import { createBaseApp, type Kit, notFound, operations, problemHandler } from '@quartet/service-kit';
import type { Express } from 'express';
import type { Dependencies } from './dependencies';
import { productMetrics, readinessChecks } from './product-health';
import { checkRoute } from './routes/check';
import { objectRoutes } from './routes/objects';
import { productRoute } from './routes/product';
import { productsRoute } from './routes/products';
import { rowsRoute } from './routes/export';
import { ruleRoutes } from './routes/rules';

/** The product service: applies the rules to a number and a float, and keeps the record of what came of it. */
export function createApp(kit: Kit, dependencies: Dependencies): Express {
  productMetrics(kit, dependencies);
  const app = createBaseApp(kit);
  app.use(operations(kit, readinessChecks(dependencies), productOpenApi()));
  app.use(checkRoute(dependencies.isCheckPublic ?? false));
  app.use(ruleRoutes(dependencies));
  app.use(rowsRoute(dependencies));
  app.use(productRoute(dependencies));
  app.use(productsRoute(dependencies));
  app.use(objectRoutes(dependencies));
  app.use(notFound, problemHandler(kit));
  return app;
}
