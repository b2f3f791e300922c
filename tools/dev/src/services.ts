/** A service as the supervisor starts it. */
export interface Service {
  /** As people know it: `float`. */
  name: string;
  folder: string;
  what: string;
  port: number;
  /** The variable that sets the port. */
  portVariable: string;
}

export type Environment = Record<string, string | undefined>;

const FOUR = [
  { name: 'number', folder: 'service2-number', what: 'random whole numbers', port: 5001 },
  { name: 'float', folder: 'service3-float', what: 'random decimals', port: 5002 },
  { name: 'product', folder: 'service4-product', what: 'rules, outcomes and the record', port: 5003 },
  // The frontend comes last: it is what waits for the others.
  { name: 'frontend', folder: 'service1-frontend', what: 'the pages', port: 5000 },
];

/**
 * The four services, with their ports from `env`.
 * @throws {Error} with all mistakes: each variable that holds no port, and those that hold the same or contradict each other
 */
export function servicesFrom(env: Environment): Service[] {
  const services = FOUR.map((service) => ({ ...service, ...portOf(service.name, service.port, env) }));
  const mistakes = services.flatMap(({ port, portVariable }, position) => {
    if (Number.isNaN(port))
      return `${portVariable} must be a whole number from 1 to 65535, not ${env[portVariable] ?? ''}.`;
    const other = services.slice(0, position).find((earlier) => earlier.port === port);
    return other
      ? `${other.portVariable} and ${portVariable} are both ${port}: each service needs a port of its own.`
      : [];
  });
  if (isGiven(env.PORT) && isGiven(env.FRONTEND_PORT) && env.PORT !== env.FRONTEND_PORT)
    mistakes.push(
      `PORT is ${env.PORT} and FRONTEND_PORT is ${env.FRONTEND_PORT}: keep one, both are the pages’ port.`,
    );
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return services;
}

/** The port of a service and the variable that sets it; NaN where that holds no port. */
function portOf(name: string, port: number, env: Environment): Pick<Service, 'port' | 'portVariable'> {
  const own = `${name.toUpperCase()}_PORT`;
  const portVariable = name === 'frontend' && !isGiven(env[own]) && isGiven(env.PORT) ? 'PORT' : own;
  const text = env[portVariable];
  if (!isGiven(text)) return { port, portVariable };
  const given = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return { port: given >= 1 && given <= 65_535 ? given : NaN, portVariable };
}

/** What a service finds in its environment: its port, where the others are, and defaults that suit one machine. */
export function environmentOf(service: Service, all: Service[], env: Environment, dev: boolean): Environment {
  const host = reachable(env);
  const urls = all.map(({ name, port }) => [`${name.toUpperCase()}_URL`, `http://${host}:${port}`]);
  return {
    NODE_ENV: dev ? 'development' : 'production',
    LOG_LEVEL: dev ? 'info' : 'warn',
    // Nobody balances over these: there is nobody to wait for.
    DRAIN_MS: '0',
    ...(Object.fromEntries(urls) as Environment),
    ...env,
    PORT: String(service.port),
  };
}

/** The host by which this machine reaches services that listen on HOST. */
export function reachable(env: Environment): string {
  const host = hostOf(env);
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** The address on which the services listen: this machine's own, unless told otherwise. */
export const hostOf = ({ HOST }: Environment) => (isGiven(HOST) ? HOST : '127.0.0.1');

/** An empty variable counts as not given, as it does for the services. */
const isGiven = (text: string | undefined): text is string => text !== undefined && text !== '';
