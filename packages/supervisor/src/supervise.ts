import type { ChildProcess } from 'node:child_process';
import pretty from 'pino-pretty';
import { startChild, stopChild } from './child';
import { whenReady } from './ready';
import { environmentOf, reachable, type Service, servicesFrom } from './services';

const START_DEADLINE_MS = 30_000;
/** Longer than a service may take to finish what is in flight. */
const STOP_GRACE_MS = 15_000;

/** The running services; `stop` ends them, the pages first, so that no visit is cut off. */
export interface Supervised {
  services: Service[];
  stop: () => Promise<void>;
}

/**
 * Starts all services and waits until all are ready.
 * @throws {Error} naming the service that does not start; the others are stopped by then
 */
export async function supervise(root: string, env: NodeJS.ProcessEnv, dev: boolean): Promise<Supervised> {
  const services = servicesFrom(env);
  const logs = pretty({
    colorize: process.stdout.isTTY,
    ignore: 'pid,hostname,service',
    messageFormat: '{service}: {msg}',
  });
  logs.pipe(process.stdout);
  let stopping = false;
  const children = services.map((service) => {
    const child = startChild(service, root, environmentOf(service, services, env, dev), dev);
    child.stdout?.pipe(logs, { end: false });
    child.stderr?.on('data', (text: Buffer) => process.stderr.write(`${service.name}: ${text.toString()}`));
    return { service, child };
  });
  const stop = async () => {
    stopping = true;
    for (const { child } of children.slice(-1)) await stopChild(child, STOP_GRACE_MS);
    await Promise.all(children.map(({ child }) => stopChild(child, STOP_GRACE_MS)));
  };
  try {
    await Promise.all(children.map(({ service, child }) => startOf(service, child, env)));
  } catch (error) {
    await stop();
    throw error;
  }
  for (const { service, child } of children) {
    child.once('exit', (code, signal) => {
      if (stopping) return;
      process.stderr.write(
        `The ${service.name} service ended (${signal ?? `exit code ${code ?? 0}`}); the others go on.\n`,
      );
    });
  }
  return { services, stop };
}

async function startOf(service: Service, child: ChildProcess, env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await whenReady(child, `http://${reachable(env)}:${service.port}`, START_DEADLINE_MS);
  } catch (error) {
    const { name, portVariable } = service;
    const message = `The ${name} service did not start: ${(error as Error).message}. (Its port is set by ${portVariable}.)`;
    throw new Error(message, { cause: error });
  }
}
