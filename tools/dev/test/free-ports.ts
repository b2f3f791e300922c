import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the range from which the system takes the ports of outgoing connections: none of these can come in between. */
const FIRST = 20_000;
const PER_WORKER = 500;

/** Ports of this machine on which nobody listens, and which no other jest worker of this run is given. */
export async function freePorts(count: number): Promise<number[]> {
  const first = FIRST + (Number(process.env.JEST_WORKER_ID ?? 1) % 20) * PER_WORKER;
  const ports: number[] = [];
  while (ports.length < count) {
    const port = first + randomInt(PER_WORKER);
    if (!ports.includes(port) && (await isFree(port))) ports.push(port);
  }
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
