import { listen } from '../../../test/support/listen';
import { killFixtures, startFixture } from './fixture';

afterAll(killFixtures);

test('When the port is taken, then the service says so and what to do, and ends with 1 whatever it has open', async () => {
  const { port, close } = await listen(() => undefined);
  expect(await startFixture({ PORT: String(port) }).ended).toEqual({
    code: 1,
    stderr: `Port ${port} is taken: stop what uses it, or set PORT to another.\n`,
  });
  await close();
});

test('When the configuration is wrong, then all mistakes are told, and the service ends with 1', async () => {
  const { log, ended } = startFixture({ PORT: '70000', DRAIN_MS: 'long', LOG_LEVEL: 'loud' });
  expect(await ended).toEqual({
    code: 1,
    stderr: [
      'The configuration has 3 mistakes:',
      '  - PORT must be a whole number from 0 to 65535',
      '  - LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent',
      '  - DRAIN_MS must be a whole number of milliseconds from 0 to 600000',
      '',
    ].join('\n'),
  });
  expect(log).toEqual([]);
});

test('When the machine does not have the address, then the service says which, and ends with 1', async () => {
  // An address kept for documentation (RFC 5737): no machine has it.
  expect(await startFixture({ HOST: '192.0.2.1' }).ended).toEqual({
    code: 1,
    stderr: 'This machine has no address 192.0.2.1: set HOST to one that it has.\n',
  });
});

test('When HOST is no address, then the service names the variable, and ends with 1', async () => {
  expect(await startFixture({ HOST: 'no.such.invalid' }).ended).toEqual({
    code: 1,
    stderr: 'HOST no.such.invalid is not known: set it to an address of this machine, such as 127.0.0.1.\n',
  });
});

describe('When a start that takes long', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'is asked to stop by %s, then it ends at once with 0',
    async (signal) => {
      const { child, logged, ended } = startFixture({ STARTING: 'hangs' });
      await logged('starting');
      child.kill(signal);
      expect(await ended).toEqual({ code: 0, stderr: '' });
    },
  );

  test('loses its parent, then it ends at once', async () => {
    const { child, logged, ended } = startFixture({ STARTING: 'hangs' });
    await logged('starting');
    child.disconnect();
    expect(await ended).toEqual({ code: 0, stderr: '' });
  });
});
