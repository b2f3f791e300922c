import { types } from 'node:util';
import { Router } from 'express';
import type { Kit } from '../observability/kit';
import { within } from '../within';
import { endpoint } from './endpoint';

/** A dependency that `/health/ready` reports. */
export interface HealthCheck {
  name: string;
  /** Whether the service is not ready while this dependency is down. */
  required: boolean;
  /** Resolves if the dependency works; rejects with the reason if not. */
  check: () => Promise<void>;
  /** Details to report whether or not the dependency works, such as the kind of database. */
  about?: () => Record<string, string | number>;
}

const CHECK_TIMEOUT_MS = 1_000;

/**
 * `/health/live` responds without checking dependencies: an unavailable database must not restart every service.
 * `/health/ready` returns 503 when the service is stopping or a required dependency is down.
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
      // A stopping service responds at once, without waiting for its dependencies.
      const active = kit.lifecycle.stopping ? [] : checks;
      const dependencies = await Promise.all(active.map(runCheck));
      const isMissing = dependencies.some(({ required, state }) => required && state === 'down');
      const status = kit.lifecycle.stopping ? 'stopping' : isMissing ? 'not ready' : 'ready';
      const { version, revision, replica } = kit;
      res.status(status === 'ready' ? 200 : 503).json({ status, version, revision, replica, dependencies });
    },
  });
  return router;
}

async function runCheck({ name, required, check, about }: HealthCheck) {
  const dependency = { name, required, ...(about && { about: about() }) };
  try {
    await within(CHECK_TIMEOUT_MS, check(), 'no answer');
    return { ...dependency, state: 'up' as const };
  } catch (error) {
    return { ...dependency, state: 'down' as const, reason: reasonOf(error as Error) };
  }
}

/** Includes the cause: this endpoint is internal. */
const reasonOf = ({ message, cause }: Error) =>
  types.isNativeError(cause) ? `${message} Reason: ${cause.message}` : message;
