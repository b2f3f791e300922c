import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { listen } from '../../../test/support/listen';

const PROGRAM = join(__dirname, '..', 'health-check.sh');

/** Runs the health check against a port. Returns its exit code and its standard error. */
const check = (port: number) =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH ?? '', PORT: String(port) };
    execFile(PROGRAM, { env }, (error, _stdout, stderr) => {
      resolve([error?.code ?? 0, stderr]);
    });
  });

describe("A container's health check", () => {
  it('exits with 0 when the service is alive', async () => {
    const { port, close } = await listen((req, res) =>
      res.writeHead(req.url === '/health/live' ? 200 : 404).end(),
    );
    expect(await check(port)).toEqual([0, '']);
    await close();
  });

  it('exits with 1 when the service returns another status, hangs or is down', async () => {
    const failing = await listen((_req, res) => res.writeHead(500).end());
    const hanging = await listen(() => undefined);
    const down = await listen(() => undefined);
    await down.close();
    expect(await Promise.all([check(failing.port), check(hanging.port), check(down.port)])).toEqual([
      [1, 'not healthy: status 500\n'],
      [1, 'not healthy: no answer within 8 s\n'],
      [1, 'not healthy: no connection\n'],
    ]);
    await Promise.all([failing.close(), hanging.close()]);
  }, 30_000);
});
