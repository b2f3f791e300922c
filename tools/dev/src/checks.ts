import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Service } from './services';

/** @throws {Error} where a service has not been built */
export function checkBuilt(services: Service[], root: string): void {
  const missing = services.find(({ folder }) => !existsSync(join(root, folder, 'dist/server.js')));
  if (missing) throw new Error(`${missing.folder} is not built yet: run npm run build first.`);
}

/**
 * Sees that nobody else listens where a service is about to. The service would find out too, but later, and
 * until then the other program might pass for it.
 * @throws {Error} naming every port that is taken, and its variable
 */
export async function checkPorts(services: Service[], host: string): Promise<void> {
  const taken = await Promise.all(services.map(({ port }) => isTaken(port, host)));
  const sentences = services
    .filter((_service, position) => taken[position])
    .map(
      ({ port, portVariable }) =>
        `Port ${port} is taken: stop what uses it, or set ${portVariable} to another.`,
    );
  if (sentences.length > 0) throw new Error(sentences.join('\n'));
}

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', ({ code }: NodeJS.ErrnoException) => {
      // What else may be wrong with the address, the service itself says better.
      resolve(code === 'EADDRINUSE');
    });
    probe.listen({ port, host, exclusive: true }, () => {
      probe.close(() => {
        resolve(false);
      });
    });
  });
}
