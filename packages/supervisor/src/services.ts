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

type Environment = Record<string, string | undefined>;

/** The four services, with their ports from `env`. The frontend comes last: it is what waits for the others. */
export function servicesFrom(env: Environment): Service[] {
  const service = (name: string, folder: string, what: string, port: number, given?: string): Service => {
    const portVariable = `${name.toUpperCase()}_PORT`;
    return { name, folder, what, port: Number(env[portVariable] ?? given ?? port), portVariable };
  };
  return [
    service('number', 'service2-number', 'random whole numbers', 5001),
    service('float', 'service3-float', 'random decimals', 5002),
    service('product', 'service4-product', 'rules, outcomes and the record', 5003),
    service('frontend', 'service1-frontend', 'the pages', 5000, env.PORT),
  ];
}

/** What a service finds in its environment: its port, where the others are, and defaults that suit one machine. */
export function environmentOf(service: Service, all: Service[], env: Environment, dev: boolean): Environment {
  const urls = all.map(({ name, port }) => [`${name.toUpperCase()}_URL`, `http://${reachable(env)}:${port}`]);
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
export function reachable({ HOST = '127.0.0.1' }: Environment): string {
  if (HOST === '0.0.0.0') return '127.0.0.1';
  if (HOST === '::') return '[::1]';
  return HOST.includes(':') ? `[${HOST}]` : HOST;
}
