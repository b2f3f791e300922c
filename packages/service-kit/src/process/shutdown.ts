import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import gracefulShutdown from 'http-graceful-shutdown';
import type { Kit } from '../observability/kit';
import type { CommonConfig } from '../config/variables';
import { within } from '../within';

/**
 * Stops the process on SIGTERM or SIGINT, losing no request: not ready at once, serving on for `DRAIN_MS` while balancers notice,
 * then accepting no more, finishing what is in flight for at most `SHUTDOWN_TIMEOUT_MS`, closing, exit code 0.
 * What then takes as long again to close is given up, and told. A second signal ends it at once with exit code 1; so does what cannot be closed, when all else is done.
 */
export function stopGracefully(
  kit: Kit,
  server: Server,
  { DRAIN_MS, SHUTDOWN_TIMEOUT_MS }: CommonConfig,
  close: () => Promise<void> = () => Promise.resolve(),
): void {
  gracefulShutdown(server, {
    timeout: SHUTDOWN_TIMEOUT_MS,
    preShutdown: async (signal) => {
      kit.lifecycle.stopping = true;
      kit.log.info({ signal, drainMs: DRAIN_MS }, 'stopping');
      await sleep(DRAIN_MS);
    },
    onShutdown: async () => {
      await closeOrTell(kit, () => within(SHUTDOWN_TIMEOUT_MS, close(), 'not closed'));
      kit.log.info('stopped');
    },
  });
  // A parent that started us over a channel and is gone can no longer stop us: its end is ours, unless we are stopping already.
  process.once('disconnect', () => {
    if (!kit.lifecycle.stopping) process.kill(process.pid, 'SIGTERM');
  });
}

async function closeOrTell(kit: Kit, close: () => Promise<void>): Promise<void> {
  try {
    await close();
  } catch (error) {
    kit.log.error({ err: error }, 'closing failed');
    throw error;
  }
}
