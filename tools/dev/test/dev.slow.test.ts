import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { GREETING, ROOT, type Started, startQuartet } from './start-quartet';
import { waitFor } from './wait-for';

jest.setTimeout(60_000);

let quartet: Started;
beforeEach(async () => {
  quartet = await startQuartet({ args: ['--dev'] });
  await quartet.waitForOutput(GREETING);
});
afterEach(() => quartet.clear());

test('Services run from the sources, a changed file restarts its service, and Ctrl-C stops all', async () => {
  const commands = [...(await quartet.processes()).values()];
  expect(commands.filter((command) => command.endsWith('/src/server.ts'))).toHaveLength(4);
  const sentence = async () => (await fetch(`${quartet.url}/?seed=quartet`)).text();
  expect(await sentence()).toBe('Your attack HIT and did 4.42\n');

  const now = new Date();
  await utimes(join(ROOT, 'service3-float', 'src', 'server.ts'), now, now);
  await quartet.waitForOutput('A file changed: restarting the float service.');
  await quartet.waitForOutput('float: Listening', 2);
  expect(await sentence()).toBe('Your attack HIT and did 4.42\n');

  quartet.child.kill('SIGINT');
  expect(await quartet.ended).toBe(0);
  expect(await quartet.processes()).toEqual(new Map());
});

test('The services stop when the supervisor is killed', async () => {
  quartet.child.kill('SIGKILL');
  await quartet.ended;
  await waitFor('all processes to end', async () => (await quartet.processes()).size === 0);
});
