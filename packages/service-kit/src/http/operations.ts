import { Router } from 'express';
import type { Kit } from '../observability/kit';
import { endpoint } from './endpoint';
import { type HealthCheck, healthRoutes } from './health';

/** The operational endpoints of every service: `/health/live`, `/health/ready`, `/metrics` and `/openapi.json`. */
export function operations(kit: Kit, checks: readonly HealthCheck[], openApi: object): Router {
  const router = Router();
  router.use(healthRoutes(kit, checks));
  endpoint(router, '/metrics', {
    GET: async (_req, res) => {
      res.type(kit.metrics.registry.contentType).send(await kit.metrics.registry.metrics());
    },
  });
  endpoint(router, '/openapi.json', {
    GET: (_req, res) => {
      res.json(openApi);
    },
  });
  return router;
}
