import { types } from 'node:util';
import { Router } from 'express';
import { endpoint } from './endpoint';
import type { Kit } from '../observability/kit';
import { within } from '../within';

/** A dependency that readiness looks at. */
export interface HealthCheck {
  name: string;
  /** Without it the service has nothing to offer, so it is not ready; other dependencies are only reported. */
  required: boolean;
  /** Resolves where the dependency works; what it throws is the reason. */
  check: () => Promise<void>;
  /** What else there is to know of it, such as what kind of database it is; told also where it does not work. */
  about?: () => Record<string, string | number>;
}

const CHECK_DEADLINE_MS = 1_000;

/**
 * `/health/live`: the process answers; dependencies are none of its business, or a database's outage would restart every service.
 * `/health/ready`: whether to send requests here: 503 when stopping, at once, or when a required dependency is away.
 */
export function healthRoutes(kit: Kit, checks: readonly HealthCheck[]): Router {
  const router = Router();
  endpoint(router, '/health/live', {
    GET: (_req, res) => {
      res.json({ status: 'live' });
    },
  });
  endpoint(router, '/health/ready', {
    GET: async (_req, res) => {
      // A stopping service is not ready, whatever its dependencies: those who ask should hear it at once.
      const looked = kit.lifecycle.stopping ? [] : checks;
      const dependencies = await Promise.all(looked.map(examine));
      const missing = dependencies.some(({ required, state }) => required && state === 'down');
      const status = kit.lifecycle.stopping ? 'stopping' : missing ? 'not ready' : 'ready';
      const { version, revision, replica } = kit;
      res.status(status === 'ready' ? 200 : 503).json({ status, version, revision, replica, dependencies });
    },
  });
  return router;
}

async function examine({ name, required, check, about }: HealthCheck) {
  const known = { name, required, ...(about && { about: about() }) };
  try {
    await within(CHECK_DEADLINE_MS, check(), 'no answer');
    return { ...known, state: 'up' as const };
  } catch (error) {
    return { ...known, state: 'down' as const, reason: reasonOf(error as Error) };
  }
}

/** With its cause: whoever may look at readiness may know. */
const reasonOf = ({ message, cause }: Error) =>
  types.isNativeError(cause) ? `${message} Reason: ${cause.message}` : message;
