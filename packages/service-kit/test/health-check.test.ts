import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { listen } from '../../../test/support/listen';
import { LOAD_TYPESCRIPT } from './fixture';

const PROGRAM = join(__dirname, '..', 'src', 'health-check.ts');

/** Runs the check against a port; gives its exit code and what it said. */
const check = (port: number) =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH ?? '', PORT: String(port) };
    execFile(process.execPath, [...LOAD_TYPESCRIPT, PROGRAM], { env }, (error, _stdout, stderr) => {
      resolve([error?.code ?? 0, stderr]);
    });
  });

describe("A container's health check", () => {
  it('passes where the service says that it is alive', async () => {
    const { port, close } = await listen((req, res) =>
      res.writeHead(req.url === '/health/live' ? 200 : 404).end(),
    );
    expect(await check(port)).toEqual([0, '']);
    await close();
  });

  it('fails where it says anything else, says nothing, or is gone', async () => {
    const ill = await listen((_req, res) => res.writeHead(500).end());
    const silent = await listen(() => undefined);
    const gone = await listen(() => undefined);
    await gone.close();
    expect(await Promise.all([check(ill.port), check(silent.port), check(gone.port)])).toEqual([
      [1, 'not healthy: status 500\n'],
      [1, 'not healthy: no answer within 2000 ms\n'],
      [1, expect.stringMatching(/^not healthy: .*ECONNREFUSED/)],
    ]);
    await Promise.all([ill.close(), silent.close()]);
  });
});
