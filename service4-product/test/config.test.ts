import { readProductConfig } from '../src/config';
import { databaseSettings, nameOf, urlFault } from '../src/repository/database/settings';

test('The defaults need only Node', () => {
  const config = readProductConfig({});
  expect(config).toMatchObject({ PORT: 5003, DATABASE_URL: 'sqlite:data/quartet.db' });
  expect([config.KEEP_DAYS, config.KEEP_OBJECTS]).toEqual([undefined, 10_000_000]);
});

test.each([
  ['postgres://x', /^must be sqlite:FILE or mysql:\/\/USER@HOST:PORT\/DATABASE/],
  ['nowhere', /^must be sqlite:FILE or mysql:/],
  ['sqlite:', /^must name a file after sqlite:/],
  ['sqlite::memory:', /^must name a file after sqlite:, .* a database in memory would lose all objects/],
  ['sqlite:file:quartet?mode=memory', /^must name a file after sqlite:/],
  ['mysql://db/quartet', /^must name a user and a database/],
  ['mysql://quartet@db', /^must name a user and a database/],
  ['mysql://quartet@db/quartet?ssl=true', /^must have no parameter except socketPath, got ssl/],
])('The database address %s is refused', (url, message) => {
  expect(urlFault(url)).toMatch(message);
  expect(() => readProductConfig({ DATABASE_URL: url })).toThrow(`DATABASE_URL ${urlFault(url)}`);
});

test('The address of a server is split into its parts, and shown without the password', () => {
  const variables = readProductConfig({ DATABASE_URL: 'mysql://quar%40tet:a%2Fb@[::1]:3307/the-history' });
  const settings = databaseSettings(variables);
  expect(settings).toEqual({
    engine: 'mysql',
    host: '::1',
    port: 3307,
    user: 'quar@tet',
    password: 'a/b',
    database: 'the-history',
    connections: 10,
    timeoutMs: 800,
  });
  expect(nameOf(settings)).toBe('the-history at ::1:3307');
});

test('The password may be a separate variable, and the server a socket', () => {
  const url = 'mysql://quartet@localhost/quartet?socketPath=/run/db.sock';
  const settings = databaseSettings(readProductConfig({ DATABASE_URL: url, DATABASE_PASSWORD: 'secret' }));
  expect(settings).toMatchObject({ password: 'secret', socketPath: '/run/db.sock', port: 3306 });
  expect(nameOf(settings)).toBe('quartet at /run/db.sock');
});
