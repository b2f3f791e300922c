import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Service } from './services';

/** @throws {Error} if a service has not been built */
export function checkBuilt(services: Service[], root: string): void {
  const missing = services.find(({ folder }) => !existsSync(join(root, folder, 'dist', 'server.js')));
  if (missing) throw new Error(`${missing.folder} is not built. Run npm run build.`);
}

/**
 * Checks the ports before the services start: until a service fails on its port, the readiness check would query the other program.
 * @throws {Error} with each port in use and the variable that sets it
 */
export async function checkPorts(services: Service[], host: string): Promise<void> {
  const inUse = await Promise.all(services.map(({ port }) => isInUse(port, host)));
  const problems = services
    .filter((_service, index) => inUse[index])
    .map(
      ({ port, portVariable }) =>
        `Port ${port} is in use. Stop the other program, or set ${portVariable} to another port.`,
    );
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function isInUse(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', ({ code }: NodeJS.ErrnoException) => {
      // For other errors, the service itself has a better message.
      resolve(code === 'EADDRINUSE');
    });
    probe.listen({ port, host, exclusive: true }, () => {
      probe.close(() => {
        resolve(false);
      });
    });
  });
}
