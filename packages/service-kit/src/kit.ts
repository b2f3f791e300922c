import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger, type Logger } from './log';
import { createMetrics, type Metrics } from './metrics';

/** What a service's app needs of its surroundings: made once in server.ts, or by a test. */
export interface Kit {
  /** As in the folder's name, without its number: `float`. */
  service: string;
  version: string;
  log: Logger;
  metrics: Metrics;
  /** Turned true when the process is asked to stop: from then on it is not ready, and closes connections. */
  lifecycle: { stopping: boolean };
}

/** The kit of the service whose compiled or plain sources are in `folder`: its package.json beside it tells the version. */
export function createKit(service: string, folder: string, logLevel: string): Kit {
  const manifest = readFileSync(join(folder, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return {
    service,
    version,
    log: createLogger(service, logLevel),
    metrics: createMetrics(service, version),
    lifecycle: { stopping: false },
  };
}
