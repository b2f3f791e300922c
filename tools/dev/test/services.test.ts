import { environmentOf, hostOf, reachable, servicesFrom } from '../src/services';

const portsOf = (env: Record<string, string>) =>
  Object.fromEntries(servicesFrom(env).map(({ name, port }) => [name, port]));
const DEFAULTS = { frontend: 5000, number: 5001, float: 5002, product: 5003 };

test('The ports have defaults, which empty variables leave as they are', () => {
  expect(portsOf({})).toEqual(DEFAULTS);
  expect(portsOf({ PORT: '', FRONTEND_PORT: '', NUMBER_PORT: '' })).toEqual(DEFAULTS);
});

test('Each port is set by its own variable, that of the pages by PORT too', () => {
  expect(portsOf({ FLOAT_PORT: '6002' })).toEqual({ ...DEFAULTS, float: 6002 });
  expect(portsOf({ PORT: '6000' })).toEqual({ ...DEFAULTS, frontend: 6000 });
  expect(portsOf({ PORT: '6000', FRONTEND_PORT: '6000' })).toEqual({ ...DEFAULTS, frontend: 6000 });
});

test('All that is wrong with the ports is told together', () => {
  expect(() =>
    servicesFrom({ PORT: '6000', FRONTEND_PORT: '7000', NUMBER_PORT: 'x', FLOAT_PORT: '5003' }),
  ).toThrow(
    [
      'NUMBER_PORT must be a whole number from 1 to 65535, not x.',
      'FLOAT_PORT and PRODUCT_PORT are both 5003: each service needs a port of its own.',
      'PORT is 6000 and FRONTEND_PORT is 7000: keep one, both are the pages’ port.',
    ].join('\n'),
  );
});

test.each(['0', '65536', 'x', '-1', '5e3', '80.5', ' 80', '123456'])('%j is no port', (text) => {
  expect(() => servicesFrom({ PRODUCT_PORT: text })).toThrow(
    `PRODUCT_PORT must be a whole number from 1 to 65535, not ${text}.`,
  );
});

test('Two services on one port are refused, naming both variables', () => {
  expect(() => servicesFrom({ PRODUCT_PORT: '5001' })).toThrow(
    'NUMBER_PORT and PRODUCT_PORT are both 5001: each service needs a port of its own.',
  );
  expect(() => servicesFrom({ PORT: '5002' })).toThrow('FLOAT_PORT and PORT are both 5002');
});

test('The pages come last, as they are stopped first', () => {
  expect(servicesFrom({}).at(-1)?.name).toBe('frontend');
});

describe('A service finds in its environment', () => {
  const environment = (env: Record<string, string>, dev = false) => {
    const services = servicesFrom(env);
    return environmentOf(services[0]!, services, env, dev);
  };

  test('its port, and where the others are', () => {
    expect(environment({ FLOAT_PORT: '6002', PORT: '80' })).toEqual({
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      DRAIN_MS: '0',
      NUMBER_URL: 'http://127.0.0.1:5001',
      FLOAT_URL: 'http://127.0.0.1:6002',
      PRODUCT_URL: 'http://127.0.0.1:5003',
      FRONTEND_URL: 'http://127.0.0.1:80',
      FLOAT_PORT: '6002',
      PORT: '5001',
    });
  });

  test('what the caller set, before any default', () => {
    const env = { LOG_LEVEL: 'debug', DRAIN_MS: '7', FLOAT_URL: 'http://float' };
    expect(environment(env)).toMatchObject(env);
  });

  test('more to read in development', () => {
    expect(environment({}, true)).toMatchObject({ NODE_ENV: 'development', LOG_LEVEL: 'info' });
  });
});

test.each([
  [undefined, '127.0.0.1', '127.0.0.1'],
  ['', '127.0.0.1', '127.0.0.1'],
  ['0.0.0.0', '0.0.0.0', '127.0.0.1'],
  ['::', '::', '[::1]'],
  ['::1', '::1', '[::1]'],
  ['10.0.0.7', '10.0.0.7', '10.0.0.7'],
])('With HOST %j the services listen on %s and are reached by %s', (HOST, listening, reached) => {
  expect(hostOf({ HOST })).toBe(listening);
  expect(reachable({ HOST })).toBe(reached);
});
