import { fakeWorkspace, STUBBORN, WELL_BEHAVED, type Workspace } from './fake-workspace';
import { runCommand } from './run-command';
import { GREETING } from './start-quartet';

jest.setTimeout(60_000);

let workspace: Workspace;
afterEach(() => workspace.remove());

const isUp = async (port: number | undefined) => {
  try {
    return (await fetch(`http://127.0.0.1:${port}`)).ok;
  } catch {
    return false;
  }
};

test.each(['SIGINT', 'SIGTERM'] as const)('It starts all services, and stops them on %s', async (signal) => {
  workspace = await fakeWorkspace();
  const run = await runCommand(workspace.root);
  await run.waitForOutput(GREETING);
  expect(await Promise.all(run.ports.map(isUp))).toEqual([true, true, true, true]);
  expect(run.stdout()).toMatch(/INFO.*: \d+: Listening\n/);
  run.signal(signal);
  expect(await run.exitCode).toBe(0);
  expect(await Promise.all(run.ports.map(isUp))).toEqual([false, false, false, false]);
  expect(run.stdout()).toMatch(/Stopping …\nStopped\.\n$/);
  expect(run.stderr()).toBe('');
});

test('A failing start prints the messages of the service first, and stops the other services', async () => {
  workspace = await fakeWorkspace({ float: "console.error('One\\ntwo'); process.exitCode = 3;" });
  const run = await runCommand(workspace.root);
  expect(await run.exitCode).toBe(1);
  expect(run.stderr()).toBe('float: One\nfloat: two\nThe float service did not start: it exited.\n');
  expect(await Promise.all(run.ports.map(isUp))).toEqual([false, false, false, false]);
});

test('A stop request during the start stops all services without an error', async () => {
  workspace = await fakeWorkspace({ float: 'setInterval(() => 0, 1000); console.log("loading")' });
  const run = await runCommand(workspace.root);
  await run.waitForOutput('loading');
  run.signal('SIGINT');
  expect(await run.exitCode).toBe(0);
  expect(run.stderr()).toBe('');
});

test('A second stop request kills a service that does not stop', async () => {
  workspace = await fakeWorkspace({ frontend: STUBBORN });
  const run = await runCommand(workspace.root);
  await run.waitForOutput(GREETING);
  run.signal('SIGINT');
  const again = setInterval(() => {
    run.signal('SIGINT');
  }, 100);
  expect(await run.exitCode).toBe(1);
  clearInterval(again);
  expect(run.stdout()).not.toContain('Stopped.');
});

test('A service that does not stop is killed after a timeout', async () => {
  workspace = await fakeWorkspace({ frontend: STUBBORN });
  const run = await runCommand(workspace.root, [], { SHUTDOWN_TIMEOUT_MS: '-2400' });
  await run.waitForOutput(GREETING);
  run.signal('SIGINT');
  expect(await run.exitCode).toBe(0);
});

test('A service that exits is restarted after an exponential back-off', async () => {
  // It exits after its readiness check, however long its start takes.
  const crashing = WELL_BEHAVED.replace(
    "res.end('ok')",
    "{ res.end('ok'); setTimeout(() => process.exit(7), 300); }",
  );
  workspace = await fakeWorkspace({ float: crashing });
  const run = await runCommand(workspace.root);
  for (const wait of [1, 2])
    await run.waitForOutput(
      `The float service exited (exit code 7). It restarts in ${wait} s; the other services continue.\n`,
    );
  expect(run.stdout()).toContain('The float service is ready again.\n');
  run.signal('SIGINT');
  expect(await run.exitCode).toBe(0);
});

test('A missing build is reported, and nothing is started', async () => {
  workspace = await fakeWorkspace();
  const run = await runCommand(`${workspace.root}/packages`);
  expect(await run.exitCode).toBe(1);
  expect(run.stderr()).toBe('service2-number is not built. Run npm run build.\n');
});

test.each(['--help', '-h'])('%s prints only the usage', async (option) => {
  workspace = await fakeWorkspace();
  const run = await runCommand(workspace.root, [option]);
  expect(await run.exitCode).toBe(0);
  expect(run.stdout()).toMatch(/^Usage: npm start/);
  expect(run.stderr()).toBe('');
});
