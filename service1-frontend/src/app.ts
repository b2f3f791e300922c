import { join } from 'node:path';
import { frontendOpenApi } from '@quartet/contracts';
import { createBaseApp, type Kit, notFound, operations } from '@quartet/service-kit';
import { reportClients } from '@quartet/service-kit/client';
import type { Express, Router } from 'express';
import type { AppOptions, Dependencies } from './dependencies';
import { Assets } from './http/assets';
import { securityHeaders } from './http/security-headers';
import { compileViews } from './pages/views';
import { errorPage } from './pages/error-page';
import { apiRoute } from './routes/api';
import { assetRoute } from './routes/asset';
import { exportRoute } from './routes/export';
import { historyRoute } from './routes/history';
import { historyFileRoute } from './routes/history-file';
import { homeRoute } from './routes/home';
import { objectRoute } from './routes/object';
import { robotsRoute } from './routes/robots';
import { rulesRoute } from './routes/rules';
import { statusRoute } from './routes/status';
import { verifyRoute } from './routes/verify';
import { dependencyChecks } from './services/services';

/** The pages and files of the site. */
const ROUTES: readonly ((dependencies: Dependencies) => Router)[] = [
  homeRoute,
  objectRoute,
  rulesRoute,
  historyRoute,
  historyFileRoute,
  verifyRoute,
  exportRoute,
  apiRoute,
  statusRoute,
  assetRoute,
  robotsRoute,
];

/** Creates the frontend, which serves the pages and calls the other three services. */
export function createApp(kit: Kit, options: AppOptions): Express {
  const app = createBaseApp(kit);
  const assets = new Assets(join(__dirname, '..', 'public'));
  app.locals.render = compileViews(join(__dirname, '..', 'views'), { asset: assets.address });
  reportClients(kit.metrics.registry, options.services.clients);
  app.use(securityHeaders);
  app.use(operations(kit, dependencyChecks(options.services), frontendOpenApi()));
  for (const route of ROUTES) app.use(route({ ...options, kit, assets }));
  app.use(notFound, errorPage(kit));
  return app;
}
