import { CommanderError } from 'commander';
import { checkBuilt, checkPorts } from './checks';
import { parseOptions } from './options';
import type { Output } from './output';
import { type Environment, hostOf, reachable, type Service, servicesFrom } from './services';
import { type Signals, type StopRequests, stopRequests } from './signals';
import { Supervisor } from './supervisor';

/** What the command runs in: a process, or what a test puts in its place. */
export interface Surroundings extends Output {
  env: Environment;
  /** Where SIGINT and SIGTERM come from. */
  signals: Signals;
}

/** The command line: runs the services of the workspace `root` until it is asked to stop, and gives the exit code. */
export async function command(root: string, args: string[], surroundings: Surroundings): Promise<number> {
  try {
    const { dev } = parseOptions(args, surroundings);
    return await run(root, dev, surroundings);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    surroundings.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

async function run(root: string, dev: boolean, { env, signals, ...output }: Surroundings): Promise<number> {
  const services = servicesFrom(env);
  if (!dev) checkBuilt(services, root);
  await checkPorts(services, hostOf(env));
  const asked = stopRequests(signals);
  const supervisor = new Supervisor(services, { root, env, dev, output });
  const impatient = asked.twice.then(() => {
    supervisor.kill();
    return 1;
  });
  return Promise.race([impatient, live(supervisor, asked, welcome(services, env), output)]);
}

async function live(
  supervisor: Supervisor,
  asked: StopRequests,
  greeting: string,
  { stdout }: Output,
): Promise<number> {
  try {
    const isReady = await Promise.race([supervisor.ready().then(() => true), asked.once.then(() => false)]);
    if (isReady) stdout.write(greeting);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  await asked.once;
  stdout.write('\nStopping …\n');
  await supervisor.stop();
  stdout.write('Stopped.\n');
  return 0;
}

function welcome(services: Service[], env: Environment): string {
  const host = reachable(env);
  const shown = ['127.0.0.1', '[::1]'].includes(host) ? 'localhost' : host;
  const lines = services.map(
    ({ name, port, what }) => `  ${name.padEnd(9)} http://${shown}:${port}   ${what}\n`,
  );
  const address = `http://${shown}:${services.at(-1)?.port ?? 0}`;
  return `${lines.join('')}\nOpen ${address} in a browser. Ctrl-C stops everything.\n`;
}
