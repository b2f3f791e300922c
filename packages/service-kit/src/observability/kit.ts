import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createLogger, type Logger } from './log';
import { createMetrics, type Metrics } from './metrics';

/** What a service's app needs of its surroundings: made once in server.ts, or by a test. */
export interface Kit {
  /** As in the folder's name, without its number: `float`. */
  service: string;
  version: string;
  /** The commit that its image was built from; `unknown` outside of one. */
  revision: string;
  /** Which replica this is: the container's or the machine's name. */
  replica: string;
  log: Logger;
  metrics: Metrics;
  /** Turned true when the process is asked to stop: from then on it is not ready, and closes connections. */
  lifecycle: { stopping: boolean };
  /** Whose word on the client's address is taken (`X-Forwarded-For`): as Express takes it, nobody's where it is empty. */
  trustProxy: readonly string[];
}

/** What the environment settles of a kit. */
export interface KitConfig {
  LOG_LEVEL: string;
  TRUST_PROXY?: readonly string[];
}

/** The kit of the service whose compiled or plain sources are in `folder`: its package.json beside it tells the version. */
export function createKit(service: string, folder: string, { LOG_LEVEL, TRUST_PROXY = [] }: KitConfig): Kit {
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
  };
}
