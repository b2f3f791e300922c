import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fakeWorkspace, WILLING, type Workspace } from './fake-workspace';
import { type Run, runCommand } from './run-command';
import { GREETING } from './start-quartet';

jest.setTimeout(60_000);

let workspace: Workspace;
let run: Run;
beforeEach(async () => {
  workspace = await fakeWorkspace();
  run = await runCommand(workspace.root, ['--dev']);
  await run.said(GREETING);
});
afterEach(async () => {
  run.signal('SIGTERM');
  expect(await run.exitCode).toBe(0);
  await workspace.remove();
});

const anew = (name: string) => `A file changed: the ${name} service starts anew.`;

test('A changed source restarts its service and no other', async () => {
  await writeFile(workspace.source('float'), `${WILLING} console.log('second version')`);
  await run.said('second version');
  expect(run.stdout().match(/starts anew/g)).toHaveLength(1);
  expect(run.stdout()).toContain(anew('float'));
});

test('An editor that saves by replacing the file is noticed each time', async () => {
  for (const version of ['second', 'third']) {
    const file = workspace.source('float');
    await writeFile(`${file}~`, `${WILLING} console.log('${version} version')`);
    await rename(`${file}~`, file);
    await run.said(`${version} version`);
  }
});

test('A change further down counts, and one in a package restarts all', async () => {
  await writeFile(join(workspace.source('number'), '..', 'routes', 'new.ts'), '');
  await run.said(anew('number'));
  await writeFile(join(workspace.root, 'packages', 'shared', 'src', 'new.ts'), '');
  for (const name of ['float', 'product', 'frontend']) await run.said(anew(name));
  await run.said(anew('number'), 2);
});

test('A service that a change breaks is named, and comes back with the next change', async () => {
  await writeFile(workspace.source('float'), 'throw new Error("broken")');
  await run.said('The float service ended (exit code 1); it starts again when a file changes.');
  expect(run.stderr()).toMatch(/^float: Error: broken$/m);
  await writeFile(workspace.source('float'), `${WILLING} console.log('mended')`);
  await run.said('mended');
});
