import { killFixtures, listeningFixture, startFixture } from './fixture';

afterAll(killFixtures);

test('A crash drill ends the process at the next request, without draining', async () => {
  const { url, ended, log } = await listeningFixture({ DRILLS: 'on' });
  const body = JSON.stringify({ kind: 'crash', seconds: 60 });
  await fetch(`${url}/drills`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  await expect(fetch(`${url}/quick`)).rejects.toThrow();
  expect((await ended).code).toBe(1);
  expect(log.at(-1)).toMatchObject({ level: 'fatal', msg: 'A drill crashes the process' });
});

test('Drills are refused in production', async () => {
  expect(await startFixture({ DRILLS: 'on', NODE_ENV: 'production' }).ended).toEqual({
    code: 1,
    stderr:
      'The configuration has 1 error:\n' +
      '  - DRILLS must be force to allow drills in production (NODE_ENV=production)\n',
  });
});

test('Drills can be forced in production', async () => {
  const { url } = await listeningFixture({ DRILLS: 'force', NODE_ENV: 'production' });
  expect(await (await fetch(`${url}/drills`)).json()).toEqual({ drills: [] });
});
