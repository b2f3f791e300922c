import { listen } from '../../../test/support/listen';
import { killFixtures, startFixture } from './fixture';

afterAll(killFixtures);

test('A port in use is reported, and the service exits with 1 despite open resources', async () => {
  const { port, close } = await listen(() => undefined);
  expect(await startFixture({ PORT: String(port) }).ended).toEqual({
    code: 1,
    stderr: `Port ${port} is in use. Stop the other program, or set PORT to another port.\n`,
  });
  await close();
});

test('All errors in the configuration are reported, and the service exits with 1', async () => {
  const { log, ended } = startFixture({ PORT: '70000', DRAIN_MS: 'long', LOG_LEVEL: 'loud' });
  expect(await ended).toEqual({
    code: 1,
    stderr: [
      'The configuration has 3 errors:',
      '  - PORT must be a whole number from 0 to 65535',
      '  - LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent',
      '  - DRAIN_MS must be a whole number of milliseconds from 0 to 600000',
      '',
    ].join('\n'),
  });
  expect(log).toEqual([]);
});

test('A HOST that is not an address of the machine is reported, and the service exits with 1', async () => {
  // An address reserved for documentation (RFC 5737).
  expect(await startFixture({ HOST: '192.0.2.1' }).ended).toEqual({
    code: 1,
    stderr: 'HOST 192.0.2.1 is not an address of this machine. Set HOST to one, such as 127.0.0.1.\n',
  });
});

test('A HOST that cannot be resolved is reported, and the service exits with 1', async () => {
  expect(await startFixture({ HOST: 'no.such.invalid' }).ended).toEqual({
    code: 1,
    stderr:
      'HOST no.such.invalid cannot be resolved. Set HOST to an address of this machine, such as 127.0.0.1.\n',
  });
});

describe('A service that is still starting', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('exits at once with 0 on %s', async (signal) => {
    const { child, waitForLog, ended } = startFixture({ STARTING: 'hangs' });
    await waitForLog('Starting');
    child.kill(signal);
    expect(await ended).toEqual({ code: 0, stderr: '' });
  });

  test('exits at once with 0 when its parent disconnects', async () => {
    const { child, waitForLog, ended } = startFixture({ STARTING: 'hangs' });
    await waitForLog('Starting');
    child.disconnect();
    expect(await ended).toEqual({ code: 0, stderr: '' });
  });
});
