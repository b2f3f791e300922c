/** A service to start. */
export interface Service {
  /** The name without number: `float`. */
  name: string;
  folder: string;
  description: string;
  port: number;
  /** The variable that sets the port. */
  portVariable: string;
}

export type Environment = Record<string, string | undefined>;

const SERVICES = [
  { name: 'number', folder: 'service2-number', description: 'random whole numbers', port: 5001 },
  { name: 'float', folder: 'service3-float', description: 'random decimals', port: 5002 },
  { name: 'product', folder: 'service4-product', description: 'rules, outcomes and the history', port: 5003 },
  // The frontend is last, because it calls the others; the supervisor stops the last service first.
  { name: 'frontend', folder: 'service1-frontend', description: 'the pages', port: 5000 },
];

/**
 * Returns the four services with their ports from `env`.
 * @throws {Error} with all problems: invalid ports, equal ports, and contradicting variables
 */
export function servicesFrom(env: Environment): Service[] {
  const services = SERVICES.map((service) => ({ ...service, ...portOf(service.name, service.port, env) }));
  const problems = services.flatMap(({ port, portVariable }, index) => {
    if (Number.isNaN(port))
      return `${portVariable} must be a whole number from 1 to 65535, got \`${env[portVariable] ?? ''}\`.`;
    const other = services.slice(0, index).find((earlier) => earlier.port === port);
    return other
      ? `${other.portVariable} and ${portVariable} are both ${port}. Set them to different ports.`
      : [];
  });
  if (isSet(env.PORT) && isSet(env.FRONTEND_PORT) && env.PORT !== env.FRONTEND_PORT)
    problems.push(
      `PORT is ${env.PORT} and FRONTEND_PORT is ${env.FRONTEND_PORT}, but both set the port of the frontend. Set only one.`,
    );
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return services;
}

/** The port of a service and the variable that sets it; NaN if the variable is not a port. */
function portOf(name: string, defaultPort: number, env: Environment): Pick<Service, 'port' | 'portVariable'> {
  const ownVariable = `${name.toUpperCase()}_PORT`;
  const isSetByPort = name === 'frontend' && !isSet(env[ownVariable]) && isSet(env.PORT);
  const portVariable = isSetByPort ? 'PORT' : ownVariable;
  const text = env[portVariable];
  if (!isSet(text)) return { port: defaultPort, portVariable };
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return { port: port >= 1 && port <= 65_535 ? port : NaN, portVariable };
}

/** The environment of a service: its port, the URLs of the others, and defaults for running on one machine. */
export function environmentOf(service: Service, all: Service[], env: Environment, dev: boolean): Environment {
  const host = reachableHost(env);
  const urls = all.map(({ name, port }) => [`${name.toUpperCase()}_URL`, `http://${host}:${port}`]);
  return {
    NODE_ENV: dev ? 'development' : 'production',
    LOG_LEVEL: dev ? 'info' : 'warn',
    // Without a load balancer, draining is pointless.
    DRAIN_MS: '0',
    ...(Object.fromEntries(urls) as Environment),
    ...env,
    PORT: String(service.port),
  };
}

/** The host in the URLs of services that listen on HOST. */
export function reachableHost(env: Environment): string {
  const host = listenHost(env);
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** The address on which the services listen (default: this machine only). */
export const listenHost = ({ HOST }: Environment) => (isSet(HOST) ? HOST : '127.0.0.1');

/** An empty variable counts as unset, as in the services. */
const isSet = (text: string | undefined): text is string => text !== undefined && text !== '';
