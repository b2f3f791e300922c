import { CommanderError } from 'commander';
import { checkBuilt, checkPorts } from './checks';
import { parseOptions } from './options';
import type { Output } from './output';
import { type Environment, listenHost, reachableHost, type Service, servicesFrom } from './services';
import { type Signals, type StopRequests, stopRequests } from './signals';
import { Supervisor } from './supervisor';

/** The parts of a process that the command uses; tests pass their own. */
export interface CommandContext extends Output {
  env: Environment;
  /** Emits SIGINT and SIGTERM. */
  signals: Signals;
}

/** Runs the services of the workspace `root` until a stop is requested. Returns the exit code. */
export async function command(root: string, args: string[], context: CommandContext): Promise<number> {
  try {
    const { dev } = parseOptions(args, context);
    return await run(root, dev, context);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    context.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

async function run(root: string, dev: boolean, { env, signals, ...output }: CommandContext): Promise<number> {
  const services = servicesFrom(env);
  if (!dev) checkBuilt(services, root);
  await checkPorts(services, listenHost(env));
  const underNpm = env.npm_lifecycle_event !== undefined;
  const requests = stopRequests(signals, undefined, underNpm ? () => process.ppid : undefined);
  const supervisor = new Supervisor(services, { root, env, dev, output });
  const killed = requests.second.then(() => {
    supervisor.kill();
    return 1;
  });
  return Promise.race([killed, runUntilStopped(supervisor, requests, greeting(services, env), output)]);
}

async function runUntilStopped(
  supervisor: Supervisor,
  requests: StopRequests,
  text: string,
  { stdout }: Output,
): Promise<number> {
  try {
    const isReady = await Promise.race([
      supervisor.ready().then(() => true),
      requests.first.then(() => false),
    ]);
    if (isReady) stdout.write(text);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  await requests.first;
  stdout.write('\nStopping …\n');
  await supervisor.stop();
  stdout.write('Stopped.\n');
  return 0;
}

function greeting(services: Service[], env: Environment): string {
  const host = reachableHost(env);
  const shown = ['127.0.0.1', '[::1]'].includes(host) ? 'localhost' : host;
  const lines = services.map(
    ({ name, port, description }) => `  ${name.padEnd(9)} http://${shown}:${port}   ${description}\n`,
  );
  const url = `http://${shown}:${services.at(-1)?.port ?? 0}`;
  return `${lines.join('')}\nOpen ${url} in a browser. Ctrl-C stops all services.\n`;
}
