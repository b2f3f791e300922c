import { fakeWorkspace, STUBBORN, WILLING, type Workspace } from './fake-workspace';
import { runCommand } from './run-command';
import { GREETING } from './start-quartet';

jest.setTimeout(60_000);

let workspace: Workspace;
afterEach(() => workspace.remove());

const answers = async (port: number | undefined) => {
  try {
    return (await fetch(`http://127.0.0.1:${port}`)).ok;
  } catch {
    return false;
  }
};

test.each(['SIGINT', 'SIGTERM'] as const)('Starts all services, and stops them on %s', async (signal) => {
  workspace = await fakeWorkspace();
  const run = await runCommand(workspace.root);
  await run.said(GREETING);
  expect(await Promise.all(run.ports.map(answers))).toEqual([true, true, true, true]);
  expect(run.stdout()).toMatch(/INFO.*: \d+: listening\n/);
  run.signal(signal);
  expect(await run.exitCode).toBe(0);
  expect(await Promise.all(run.ports.map(answers))).toEqual([false, false, false, false]);
  expect(run.stdout()).toMatch(/Stopping …\nStopped\.\n$/);
  expect(run.stderr()).toBe('');
});

test('When a service ends at its start, its last words come first, and the others are stopped', async () => {
  workspace = await fakeWorkspace({ float: "console.error('One\\ntwo'); process.exitCode = 3;" });
  const run = await runCommand(workspace.root);
  expect(await run.exitCode).toBe(1);
  expect(run.stderr()).toBe('float: One\nfloat: two\nThe float service did not start: it ended at once.\n');
  expect(await Promise.all(run.ports.map(answers))).toEqual([false, false, false, false]);
});

test('Asked to stop during the start, it waits for no more, and reports no failure', async () => {
  workspace = await fakeWorkspace({ float: 'setInterval(() => 0, 1000); console.log("dawdling")' });
  const run = await runCommand(workspace.root);
  await run.said('dawdling');
  run.signal('SIGINT');
  expect(await run.exitCode).toBe(0);
  expect(run.stderr()).toBe('');
});

test('Asked again, it kills a service that does not stop', async () => {
  workspace = await fakeWorkspace({ frontend: STUBBORN });
  const run = await runCommand(workspace.root);
  await run.said(GREETING);
  run.signal('SIGINT');
  const again = setInterval(() => {
    run.signal('SIGINT');
  }, 100);
  expect(await run.exitCode).toBe(1);
  clearInterval(again);
  expect(run.stdout()).not.toContain('Stopped.');
});

test('A service that does not stop when asked is killed after its time', async () => {
  workspace = await fakeWorkspace({ frontend: STUBBORN });
  const run = await runCommand(workspace.root, [], { SHUTDOWN_TIMEOUT_MS: '-2400' });
  await run.said(GREETING);
  run.signal('SIGINT');
  expect(await run.exitCode).toBe(0);
});

test('A service that dies later is named and started again, each time after a longer wait', async () => {
  const mortal = `${WILLING} setTimeout(() => process.exit(7), 300)`;
  workspace = await fakeWorkspace({ float: mortal });
  const run = await runCommand(workspace.root);
  for (const wait of [1, 2])
    await run.said(
      `The float service ended (exit code 7); it starts again in ${wait} s; the others go on.\n`,
    );
  expect(run.stdout()).toContain('The float service is back.\n');
  run.signal('SIGINT');
  expect(await run.exitCode).toBe(0);
});

test('What has not been built is named, and nothing is started', async () => {
  workspace = await fakeWorkspace();
  const run = await runCommand(`${workspace.root}/packages`);
  expect(await run.exitCode).toBe(1);
  expect(run.stderr()).toBe('service2-number is not built yet: run npm run build first.\n');
});

test.each(['--help', '-h'])('%s prints the usage alone', async (option) => {
  workspace = await fakeWorkspace();
  const run = await runCommand(workspace.root, [option]);
  expect(await run.exitCode).toBe(0);
  expect(run.stdout()).toMatch(/^Usage: npm start/);
  expect(run.stderr()).toBe('');
});
