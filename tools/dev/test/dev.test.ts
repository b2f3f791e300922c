import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { GREETING, ROOT, type Started, startQuartet } from './start-quartet';
import { waitFor } from './wait-for';

jest.setTimeout(60_000);

let quartet: Started;
beforeEach(async () => {
  quartet = await startQuartet({ args: ['--dev'] });
  await quartet.said(GREETING);
});
afterEach(() => quartet.clear());

test('From the sources: a visit works, a touched file restarts its service, and Ctrl-C stops everything', async () => {
  const commands = [...(await quartet.processes()).values()];
  expect(commands.filter((command) => command.endsWith('/src/server.ts'))).toHaveLength(4);
  const sentence = async () => (await fetch(`${quartet.url}/?seed=quartet`)).text();
  expect(await sentence()).toBe('Your attack HIT and did 4.42\n');

  const now = new Date();
  await utimes(join(ROOT, 'service3-float', 'src', 'server.ts'), now, now);
  await quartet.said('A file changed: the float service starts anew.');
  await quartet.said('float: listening', 2);
  expect(await sentence()).toBe('Your attack HIT and did 4.42\n');

  quartet.child.kill('SIGINT');
  expect(await quartet.ended).toBe(0);
  expect(await quartet.processes()).toEqual(new Map());
});

test('When the supervisor is killed, the services stop by themselves', async () => {
  quartet.child.kill('SIGKILL');
  await quartet.ended;
  await waitFor('all processes to end', async () => (await quartet.processes()).size === 0);
});
