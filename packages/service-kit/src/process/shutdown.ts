import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import gracefulShutdown from 'http-graceful-shutdown';
import type { CommonConfig } from '../config/variables';
import type { Kit } from '../observability/kit';
import { within } from '../within';

/** The last steps of a service. */
interface StopSteps {
  close?: (() => Promise<void>) | undefined;
  /** Sends the last spans, within the given milliseconds. */
  stopTracing: (ms: number) => Promise<void>;
}

/**
 * Stops the process gracefully on SIGTERM, SIGINT or the loss of its parent:
 *
 * 1. drain: report "not ready" and continue to serve for `DRAIN_MS`, until load balancers have noticed;
 * 2. refuse new connections and finish the requests in flight, within `SHUTDOWN_TIMEOUT_MS`;
 * 3. run `close` and send the last spans, together within `SHUTDOWN_TIMEOUT_MS`;
 * 4. exit with 0, or with 1 if `close` failed.
 *
 * A second signal exits with 1 at once.
 */
export function stopGracefully(
  kit: Kit,
  server: Server,
  { DRAIN_MS, SHUTDOWN_TIMEOUT_MS }: CommonConfig,
  { close = () => Promise.resolve(), stopTracing }: StopSteps,
): void {
  gracefulShutdown(server, {
    timeout: SHUTDOWN_TIMEOUT_MS,
    preShutdown: async (signal) => {
      kit.lifecycle.stopping = true;
      kit.log.info({ signal, drainMs: DRAIN_MS }, 'Stopping');
      await sleep(DRAIN_MS);
    },
    onShutdown: async () => {
      const start = performance.now();
      try {
        await closeAndLog(kit, () => within(SHUTDOWN_TIMEOUT_MS, close(), 'not closed'));
      } finally {
        await stopTracing(Math.max(0, Math.ceil(start + SHUTDOWN_TIMEOUT_MS - performance.now())));
      }
      kit.log.info('Stopped');
    },
  });
  // The parent process disconnected or ended. `process.kill` would end this process at once on Windows.
  process.once('disconnect', () => {
    if (!kit.lifecycle.stopping) process.emit('SIGTERM', 'SIGTERM');
  });
}

async function closeAndLog(kit: Kit, close: () => Promise<void>): Promise<void> {
  try {
    await close();
  } catch (error) {
    kit.log.error({ err: error }, 'Closing failed');
    throw error;
  }
}
