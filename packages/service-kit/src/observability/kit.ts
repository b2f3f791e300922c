import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Drills } from './drills';
import { createLogger, type Logger } from './log';
import { createMetrics, type Metrics } from './metrics';

/** The identity, log and metrics of a service process; `server.ts` and tests create one. */
export interface Kit {
  /** The service's folder name without its number: `float`. */
  service: string;
  version: string;
  /** The commit of the image; `unknown` outside an image. */
  revision: string;
  /** The host name of the container or the machine. */
  replica: string;
  log: Logger;
  metrics: Metrics;
  /** `stopping` becomes true when shutdown starts: the service is no longer ready and closes its connections. */
  lifecycle: { stopping: boolean };
  /** Proxies whose `X-Forwarded-For` header is trusted, as Express's `trust proxy` expects them. */
  trustProxy: readonly string[];
  /** Undefined if drills are off. */
  drills?: Drills;
}

/** The variables that `createKit` needs. */
export interface KitConfig {
  LOG_LEVEL: string;
  TRUST_PROXY?: readonly string[];
  DRILLS?: 'off' | 'on' | 'force';
}

/** Creates the kit of a service; `folder` is its `src` or `dist` folder, next to its package.json. */
export function createKit(
  service: string,
  folder: string,
  { LOG_LEVEL, TRUST_PROXY = [], DRILLS = 'off' }: KitConfig,
): Kit {
  const manifest = readFileSync(join(folder, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return {
    service,
    version,
    revision: process.env.QUARTET_REVISION ?? 'unknown',
    replica: hostname(),
    log: createLogger(service, LOG_LEVEL),
    metrics: createMetrics(service, version),
    lifecycle: { stopping: false },
    trustProxy: TRUST_PROXY,
    ...(DRILLS !== 'off' && { drills: new Drills() }),
  };
}
