import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fakeWorkspace, WELL_BEHAVED, type Workspace } from './fake-workspace';
import { type Run, runCommand } from './run-command';
import { GREETING } from './start-quartet';

jest.setTimeout(60_000);

let workspace: Workspace;
let run: Run;
beforeEach(async () => {
  workspace = await fakeWorkspace();
  run = await runCommand(workspace.root, ['--dev']);
  await run.waitForOutput(GREETING);
});
afterEach(async () => {
  run.signal('SIGTERM');
  expect(await run.exitCode).toBe(0);
  await workspace.remove();
});

const restarting = (name: string) => `A file changed: restarting the ${name} service.`;

test('A changed source file restarts only its service', async () => {
  await writeFile(workspace.source('float'), `${WELL_BEHAVED} console.log('second version')`);
  await run.waitForOutput('second version');
  expect(run.stdout().match(/restarting the/g)).toHaveLength(1);
  expect(run.stdout()).toContain(restarting('float'));
});

test('A file that an editor replaces is noticed each time', async () => {
  for (const version of ['second', 'third']) {
    const file = workspace.source('float');
    await writeFile(`${file}~`, `${WELL_BEHAVED} console.log('${version} version')`);
    await rename(`${file}~`, file);
    await run.waitForOutput(`${version} version`);
  }
});

test('A change in a subfolder restarts the service, and a change in a package restarts all services', async () => {
  await writeFile(join(workspace.source('number'), '..', 'routes', 'new.ts'), '');
  await run.waitForOutput(restarting('number'));
  await writeFile(join(workspace.root, 'packages', 'shared', 'src', 'new.ts'), '');
  for (const name of ['float', 'product', 'frontend']) await run.waitForOutput(restarting(name));
  await run.waitForOutput(restarting('number'), 2);
});

test('A service that a change breaks is reported, and restarts at the next change', async () => {
  await writeFile(workspace.source('float'), 'throw new Error("broken")');
  await run.waitForOutput('The float service exited (exit code 1). It restarts when a file changes.');
  expect(run.stderr()).toMatch(/^float: Error: broken$/m);
  await writeFile(workspace.source('float'), `${WELL_BEHAVED} console.log('fixed')`);
  await run.waitForOutput('fixed');
});
