import { join } from 'node:path';
import { frontendOpenApi } from '@quartet/contracts';
import { createBaseApp, type Kit, notFound, operations } from '@quartet/service-kit';
import type { Express } from 'express';
import type { Dependencies } from './dependencies';
import { Assets } from './http/assets';
import { errorPage } from './pages/error-page';
import { apiRoute } from './routes/api';
import { assetRoute } from './routes/asset';
import { exportRoute } from './routes/export';
import { historyFileRoute } from './routes/history-file';
import { historyRoute } from './routes/history';
import { homeRoute } from './routes/home';
import { objectRoute } from './routes/object';
import { robotsRoute } from './routes/robots';
import { ruleRoutes } from './routes/rules';
import { statusRoute } from './routes/status';
import { verifyRoute } from './routes/verify';
import { securityHeaders } from './http/security-headers';
import { dependencyChecks } from './services/services';

/** The frontend: its pages, drawn through the other three services. */
export function createApp(kit: Kit, dependencies: Dependencies): Express {
  const app = createBaseApp(kit);
  const assets = new Assets(join(__dirname, '..', 'public'));
  app.locals.asset = assets.address;
  app.set('views', join(__dirname, '..', 'views'));
  app.set('view engine', 'ejs');
  app.use(securityHeaders);
  app.use(operations(kit, dependencyChecks(dependencies.services), frontendOpenApi()));
  app.use(assetRoute(assets), robotsRoute());
  app.use(homeRoute(dependencies));
  for (const route of [
    objectRoute,
    ruleRoutes,
    historyRoute,
    historyFileRoute,
    verifyRoute,
    exportRoute,
    apiRoute,
  ])
    app.use(route(dependencies));
  app.use(statusRoute(kit, dependencies));
  app.use(notFound, errorPage(kit));
  return app;
}
