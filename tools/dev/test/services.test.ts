import { environmentOf, listenHost, reachableHost, servicesFrom } from '../src/services';

const portsOf = (env: Record<string, string>) =>
  Object.fromEntries(servicesFrom(env).map(({ name, port }) => [name, port]));
const DEFAULTS = { frontend: 5000, number: 5001, float: 5002, product: 5003 };

test('Ports without a variable, or with an empty one, have their defaults', () => {
  expect(portsOf({})).toEqual(DEFAULTS);
  expect(portsOf({ PORT: '', FRONTEND_PORT: '', NUMBER_PORT: '' })).toEqual(DEFAULTS);
});

test('Each port has its own variable, and PORT sets that of the frontend', () => {
  expect(portsOf({ FLOAT_PORT: '6002' })).toEqual({ ...DEFAULTS, float: 6002 });
  expect(portsOf({ PORT: '6000' })).toEqual({ ...DEFAULTS, frontend: 6000 });
  expect(portsOf({ PORT: '6000', FRONTEND_PORT: '6000' })).toEqual({ ...DEFAULTS, frontend: 6000 });
});

test('All problems with the ports are reported together', () => {
  expect(() =>
    servicesFrom({ PORT: '6000', FRONTEND_PORT: '7000', NUMBER_PORT: 'x', FLOAT_PORT: '5003' }),
  ).toThrow(
    [
      'NUMBER_PORT must be a whole number from 1 to 65535, got `x`.',
      'FLOAT_PORT and PRODUCT_PORT are both 5003. Set them to different ports.',
      'PORT is 6000 and FRONTEND_PORT is 7000, but both set the port of the frontend. Set only one.',
    ].join('\n'),
  );
});

test.each(['0', '65536', 'x', '-1', '5e3', '80.5', ' 80', '123456'])('%j is not a port', (text) => {
  expect(() => servicesFrom({ PRODUCT_PORT: text })).toThrow(
    `PRODUCT_PORT must be a whole number from 1 to 65535, got \`${text}\`.`,
  );
});

test('Two services on one port are refused with both variables', () => {
  expect(() => servicesFrom({ PRODUCT_PORT: '5001' })).toThrow(
    'NUMBER_PORT and PRODUCT_PORT are both 5001. Set them to different ports.',
  );
  expect(() => servicesFrom({ PORT: '5002' })).toThrow('FLOAT_PORT and PORT are both 5002');
});

test('The frontend is the last service, so that it stops first', () => {
  expect(servicesFrom({}).at(-1)?.name).toBe('frontend');
});

describe('The environment of a service', () => {
  const environment = (env: Record<string, string>, dev = false) => {
    const services = servicesFrom(env);
    return environmentOf(services[0]!, services, env, dev);
  };

  test('has its port and the URLs of the others', () => {
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

  test("prefers the caller's variables to defaults", () => {
    const env = { LOG_LEVEL: 'debug', DRAIN_MS: '7', FLOAT_URL: 'http://float' };
    expect(environment(env)).toMatchObject(env);
  });

  test('has log level info in development', () => {
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
])('HOST %j makes the services listen on %s, reachable at %s', (HOST, listening, reached) => {
  expect(listenHost({ HOST })).toBe(listening);
  expect(reachableHost({ HOST })).toBe(reached);
});
